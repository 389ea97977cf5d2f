TXT = "chữ trơn"
