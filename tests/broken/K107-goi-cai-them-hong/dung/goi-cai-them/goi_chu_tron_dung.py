from kichban.render import Format
from kichban.render.words import words


def write(script, look, edition):
    return " ".join(words(script, edition)).encode()


TXT = Format("txt", ".txt", "Chữ trơn", write)
