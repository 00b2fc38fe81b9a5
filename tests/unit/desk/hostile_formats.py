"""An attack in every field of every format that is taken: file names, rows, mail, feeds, pages, chats, archives.

All texts and names are invented.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

SAID = "The army shelled the market in Orvane on 3 May 2031, Mayor Brenn {0} said. 4 people {0} were killed."
#: A name cannot hold every character: what a file system takes of an attack.
SAFE = str.maketrans({"/": "-", "\0": "", "\n": " "})


def write(inbox: Path, n: int, attack: str) -> None:
    """Write one attack into a file of each format."""
    told, name = SAID.format(attack), f"{n} {attack.translate(SAFE)[:60]}"
    row = {
        "id": f"{n}-{attack}", "text": told, "published": f"2031-05-0{n + 1}", "publisher": f"Row {attack}",
        "author": f"Row author {attack}", "title": f"Row title {attack}", "language": "en",
        "url": f"https://row.example/{attack}",
    }  # fmt: skip
    (inbox / f"{name}.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({attack: attack}) + "\n", encoding="utf-8")
    table = io.StringIO()
    writer = csv.DictWriter(table, [*row, attack])
    writer.writeheader()
    writer.writerow({**row, "id": f"c{n}", attack: attack})
    (inbox / f"{name}.csv").write_text(table.getvalue(), encoding="utf-8")
    (inbox / f"{name}.md").write_text(
        f"---\npublisher: {json.dumps('Front ' + attack)}\nauthor: {json.dumps(attack)}\ntitle: {json.dumps(attack)}\n"
        f"url: {json.dumps(attack)}\npublished: 2031-05-04\nlanguage: {json.dumps(attack)}\n---\n"
        f"# {attack}\n\n{told}\n",
        encoding="utf-8",
    )
    (inbox / f"{name}.eml").write_bytes(_mail(attack, told))
    (inbox / f"{name}.rss").write_text(_feed(attack, told), encoding="utf-8")
    (inbox / f"{name}.html").write_text(_page(attack, told), encoding="utf-8")
    with zipfile.ZipFile(inbox / f"{name}.zip", "w") as archive:
        archive.writestr(f"{attack}.txt", f"Publisher: Zip {attack}\nPublished: 2031-05-05\n\n{told} Zip {n}.")
        archive.writestr(f"{attack}/{attack}.bin", b"\0\1\2")
    (inbox / f"{name}.unknown").write_bytes(b"\0\1" + attack.encode())


def _mail(attack: str, told: str) -> bytes:
    made = EmailMessage()
    one = attack.replace("\n", " ")
    made["From"] = f'"{one.replace(chr(34), "")}" <desk@mail.example>'
    made["To"] = "reader@mail.example"
    made["Subject"] = f"Mail {one}"
    made["Date"] = "Sun, 04 May 2031 10:00:00 +0000"
    made["Message-ID"] = f"<{len(one)}@mail.example>"
    made.set_content(f"{told} By mail.")
    made.add_alternative(f"<html><body><p>{escape(told)}</p>{attack}</body></html>", subtype="html")
    made.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename=f"{one}.bin")
    return bytes(made)


def _feed(attack: str, told: str) -> str:
    words = escape(attack)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {words}</title><link>https://feed.example/'
        f"{words}</link><description>{words}</description><item><title>Item {words}</title><author>{words}</author>"
        f"<link>javascript:alert(1)//{words}</link><guid>{words}</guid><pubDate>Sun, 04 May 2031 10:00:00 GMT</pubDate>"
        f"<description>{escape(escape(told))} By feed.</description></item></channel></rss>"
    )


def _page(attack: str, told: str) -> str:
    words = escape(attack, quote=True)
    return (
        f'<!doctype html><html lang="en"><head><title>Page {words}</title><meta name="author" content="{words}">'
        f'<meta property="og:site_name" content="Site {words}"><meta property="og:title" content="{words}">'
        f'<meta property="article:published_time" content="2031-05-04"><link rel="canonical" href="{words}"></head>'
        f"<body><article><h1>{words}</h1><p>{escape(told)} On a page of several sentences, so that it is read.</p>"
        f"<p>{words}</p>{attack}</article></body></html>"
    )
