"""Everything works with no network."""

from __future__ import annotations

import socket

import pytest

from kichban.cli import run

COMMANDS = [
    ["render", "--persona", "nong-dan", "--date", "21/11/2026"],
    ["check", "ket-qua"],
    ["stale", "ket-qua", "--date", "01/01/2027"],
    ["law", "--search", "thai sản"],
    ["calc", "contribution", "thu_nhap_chon=3.000.000", "thuoc_dien=ho_ngheo"],
    ["init", "xa", "--province", "Hà Nội", "--commune", "Ba Đình"],
    ["say", "Nghị định 159/2025/NĐ-CP"],
    ["list", "personas"],
]


@pytest.fixture
def no_network(monkeypatch):
    def refused(*_, **__):
        raise AssertionError("a command reached for the network")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket, "create_connection", refused)


def test_every_command_an_officer_needs_runs_without_a_network(
    no_network, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        assert run(command) in (0, 1), (command, capsys.readouterr().err)
    with pytest.raises(AssertionError):
        socket.create_connection(("localhost", 9))
