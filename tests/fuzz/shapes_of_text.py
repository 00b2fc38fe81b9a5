"""Inputs that bytes changed at random never become: depth, width, loops, lies about lengths, and bombs, for each kind.

Sizes are drawn over several orders of magnitude; where a number decides how much work is done, it is drawn largest of all.
"""

# ruff: noqa: E501 - tables of inputs
# fmt: off
from __future__ import annotations

import json
import random

STORY = "The quay at Orvane stands, the harbour council said on 5 May 2031."


def many(drawn: random.Random, most: int = 300_000) -> int:
    """Give a count, of each order of magnitude as often."""
    return min(most, int(10 ** drawn.uniform(0, 6)))


# JSON, YAML, CSV ----------------------------------------------------------------------------------------------------


def deep_json(drawn: random.Random) -> str:
    count, kind = many(drawn), drawn.randrange(4)
    if kind == 0:
        return "[" * count + "]" * drawn.choice((0, count))
    if kind == 1:
        return '{"a":' * count + "1" + "}" * drawn.choice((0, count))
    if kind == 2:
        return "[" + ",".join(["{}"] * count) + "]"
    return "{" + ",".join(f'"k{n}":{n}' for n in range(count)) + "}"


def _odd_json(drawn: random.Random) -> str:
    return drawn.choice((
        "9" * many(drawn), f"-{'9' * 5_000}", f"1e{'9' * 300}", f"0.{'1' * many(drawn)}", '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"',
        "NaN", "-Infinity", '"' + "x" * many(drawn) + '"', '"' + "\u202e" * 99 + '"', "true", "null", '{"a":1,"a":2}', '""',
    ))


def _value(drawn: random.Random) -> str:
    return drawn.choice((deep_json, _odd_json))(drawn)


def a_row(drawn: random.Random, names: tuple[str, ...]) -> str:
    told = {name: json.dumps(STORY) for name in names}
    for name in drawn.sample(names, drawn.choice((1, 1, 2))):
        told[name] = _value(drawn)
    return "{" + ",".join(f'"{name}":{value}' for name, value in told.items()) + "}"


def a_json(drawn: random.Random) -> bytes:
    row = a_row(drawn, ("text", "outlet", "date", "id", "url"))
    told = drawn.choice((row, f"[{row}]", f"[{row},{row}]", f'{{"rows":[{row}]}}', f'{{"@graph":[{row}]}}', deep_json(drawn), *[neighbour(drawn)] * 5))
    return told.encode(drawn.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32")), "surrogatepass")


_TOLD = ("description", "title", "event_type", "date", "time", "killed_min", "killed_max", "town", "location", "source", "lat", "latitude", "longitude", "associations")
_OBJECT = ("content", "description", "opinion", "explanation", "object_refs", "sighting_of_ref", "created_by_ref", "labels", "external_references", "modified", "first_seen", "authors")


def neighbour(drawn: random.Random) -> str:
    """Give a map, a timeline, a bundle, a sheet of hashtags or linked data, with something wrong in it."""
    told, node = a_row(drawn, _TOLD), a_row(drawn, ("text", "name", "author", "appearance", "articleBody", "itemReviewed", "claimReviewed", "about"))
    point = drawn.choice(('{"type":"Point","coordinates":[1,2]}', f'{{"type":"Polygon","coordinates":{_value(drawn)}}}', _value(drawn)))
    role = drawn.choice(('"Claim"', '"ClaimReview"', '"NewsArticle"', _value(drawn)))
    feature = f'{{"type":"Feature","geometry":{point},"properties":{drawn.choice((told, _value(drawn)))}}}'
    kind = drawn.choice(("report", "note", "opinion", "incident", "sighting", "relationship", "identity"))
    thing = f'{{"type":"{kind}","id":"{kind}--00000000-0000-4000-8000-00000000000{drawn.randrange(3)}",{a_row(drawn, _OBJECT)[1:]}'
    return drawn.choice((
        f'{{"type":"FeatureCollection","features":[{feature},{feature}]}}', feature, f"{feature}\n{feature}", f'{{"type":"FeatureCollection","features":{_value(drawn)}}}',
        f'{{"type":"bundle","objects":[{thing},{thing},{_value(drawn)}]}}', f"[{told},{told}]", f'{{"a":{{"id":"a","paths":{_value(drawn)},"description":{_value(drawn)}}}}}',
        f'[["When","What"],["#date","#affected+killed"],[{_value(drawn)},{_value(drawn)}]]', f'{{"@context":{{}},"@graph":[{{"@type":{role},{node[1:]}]}}',
    ))


def lines(drawn: random.Random) -> bytes:
    return "\n".join(a_row(drawn, ("text", "outlet", "date")) for _ in range(drawn.choice((1, 2, 9)))).encode()


_MESSAGE = ("id", "type", "date", "date_unixtime", "from", "from_id", "text", "text_entities", "photo", "forwarded_from", "file", "poll")


def telegram(drawn: random.Random) -> bytes:
    rows = ",".join(a_row(drawn, _MESSAGE) for _ in range(drawn.choice((1, 3))))
    name, kind, held = '"Orvane"', '"public_channel"', f"[{rows}]"
    name, kind, held = drawn.choice(((_value(drawn), kind, held), (name, _value(drawn), held), (name, kind, _value(drawn)), (name, kind, held)))
    chat = f'{{"name":{name},"type":{kind},"id":1,"messages":{held}}}'
    return drawn.choice((chat, f'{{"chats":{{"list":[{chat}]}}}}', f'{{"chats":{{"list":{_value(drawn)}}}}}')).encode()


def front(drawn: random.Random) -> bytes:
    count = many(drawn, 50_000)
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    head = drawn.choice((
        bomb, "a: &a [*a]\n", "a: &a\n  <<: *a\n", "[" * count, "{" * count, "- " * count, "? " * count, "!" * count, "a: !!binary x\n",
        "? [1]\n: 2\n", "{[1]: 2}\n", "{{}: 1}\n", "? {a: b}\n: c\n", "null: 1\n", "1: 2\n", "2031-05-07: 1\n", "a: 9999-99-99\n", "a: 1:99:99\n",
        "a: 0x" + "f" * count + "\n", "a: " + "9" * count + "\n", "a: !!int '9_9'\n", "a: .inf\n", "a: !!python/name:os.system\n",
        "publisher: [a, b]\n", "published: {a: 1}\n", "published: 2031-05-07T99:99:99Z\n", "author: &b !!set {a, b}\n", "a: |\n" + " x\n" * count,
        "".join(f"k{n}: {n}\n" for n in range(count)), "%YAML 9.9\n---\n", "\ufeffa: 1\n", "a: 'x\n", 'a: "\\ud800"\n', "\t- a\n", "a: *nothing\n",
    ))
    return f"---\n{head}{drawn.choice(('', '---', '...'))}\n{STORY}".encode("utf-8", "surrogatepass")


def sheet(drawn: random.Random) -> bytes:
    count = many(drawn)
    return drawn.choice((
        f'text,date\n"{"x" * count}",2031\n', "text" + ",a" * count + "\n" + STORY + "," * count, "text,date\n" + f"{STORY},2031\n" * min(count, 9_000),
        'text\n"' + '""' * count, 'text,date\n"a\n' * min(count, 20_000), "text,text,text\na,b,c\n", "\n" * count + "text\na", f"text;date\n{STORY};{'9' * count}",
        "text,outlet\r" * 9, f"text\0,date\n{STORY}", f"#meta\ntext\n{STORY}\n", f"text,date\n{STORY},{'2031-' * min(count, 9_000)}\n", "," * count, '"' * count,
    )).encode(drawn.choice(("utf-8", "utf-8-sig", "utf-16", "cp1251")), "replace")


def coded(drawn: random.Random) -> bytes:
    """Give a coder's table in which some cells are not what their columns ask for."""
    from tests.unit.receive.test_neighbours import ACLED, AIRWARS, UCDP, table

    row = dict(drawn.choice((UCDP, ACLED, AIRWARS)))
    for name in drawn.sample(list(row), drawn.choice((1, 2, 9))):
        row[name] = drawn.choice(("", "-1", "9" * min(many(drawn), 9_000), "1e999", "nan", "2031-13-45", "0000-00-00", "181", "x" * many(drawn, 60_000), "[" * many(drawn, 9_000), "{'a': " * 99, "\u0661", "\ud800", "=1+1", "a;" * many(drawn, 9_000), "NaN"))
    if drawn.random() < 0.1:
        row |= {f"k{n}": "x" for n in range(many(drawn, 9_000))}
    return table(*[row] * drawn.choice((1, 2, 99))).encode("utf-8", "replace")


def chat(drawn: random.Random) -> bytes:
    count = many(drawn, 60_000)
    line = drawn.choice(("[07/05/2031, 10:11:12] Ana: ", "07/05/2031, 10:11 - Ana: ", "[07/05/2031, 10:11:12] ", "2031-05-07, 10:12 - "))
    return drawn.choice((
        line * count, f"{line}{STORY}\n" * min(count, 9_000), line + "x\n" * count, line + ": " * count, "".join(
            f"[{d:02}/{m:02}/2031, 99:99:99] A{d}: x\n" for d in range(40) for m in range(15)
        ), f"[{'9' * count}/05/2031, 10:11:12] Ana: x\n", f"{line}<attached: {'../' * min(count, 9_000)}x>\n" * 2, "\u200e" * count + line,
        f"{line}{'a' * count} (file attached)\n" * 2,
    )).encode()


# HTML, XML, mail ----------------------------------------------------------------------------------------------------


def page(drawn: random.Random) -> bytes:
    count = many(drawn, 120_000)
    tag = drawn.choice(("div", "p", "b", "table", "a", "svg", "math", "template", "ul><li", "font", "ruby", "frameset", "select", "article", "span"))
    return drawn.choice((
        f"<{tag}>" * count + STORY, (f"<{tag}>" * count) + STORY + f"</{tag.partition('>')[0]}>" * count, "<p " + "a='b' " * count + f">{STORY}",
        f"<p a='{'x' * count}'>{STORY}", "<!--" + "-" * count, "<script>" + "<" * count, "<style>" * count, "&" * count, "&amp;" * count, "&#x110000;&#xd800;&#0;" * min(count, 9_000),
        f"<title>{'x' * count}</title><p>{STORY}", "<table>" + "<tr><td>" * min(count, 20_000) + STORY, "<b><i>" * min(count, 20_000) + "</b></i>" * min(count, 20_000),
        f"<meta charset='{'x' * count}'><p>{STORY}", "<html><html>" * min(count, 9_000), f"<p>{STORY}</p>" * min(count, 9_000), "<![CDATA[" * count, "</p>" * count,
        f"<article><p>{STORY}<script type='application/ld+json'>{deep_json(drawn)}</script>", f"<p>{STORY}<script type='application/ld+json'>{a_row(drawn, ('@type', 'headline', 'datePublished', 'author', 'publisher'))}</script>",
        f"<meta property='article:published_time' content='{'9' * count}'><p>{STORY}", f"<time datetime='{'2031-' * min(count, 9_000)}'>x</time><p>{STORY}",
        f"<a href='{'../' * min(count, 9_000)}'>{STORY}</a>", f"<img src='data:image/png;base64,{'A' * count}'>{STORY}",
    )).encode("utf-8", "replace")


def xml_of(drawn: random.Random, body: str) -> str:
    count = many(drawn, 30_000)
    laughs = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    return drawn.choice((
        f"<!DOCTYPE r [<!ENTITY a0 'x'>{laughs}]><r>&a9;{body}</r>", f"<!DOCTYPE r [<!ENTITY a '{'x' * count}'>]><r>{'&a;' * min(count, 5_000)}{body}</r>",
        f"<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r>{body}</r>", f"<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'>%p;]><r>{body}</r>",
        f"<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;{body}</r>", "<a>" * count + body, "<a>" * count + body + "</a>" * count,
        f"<r {' '.join(f'a{n}=_' for n in range(count))}>{body}</r>".replace("=_", "='x'"), f"<r xmlns:a='{'x' * count}'>{body}</r>", f"<?xml version='1.0' encoding='{'x' * min(count, 500)}'?>{body}",
        f"<?xml version='1.0' encoding='utf-7'?>{body}", f"<?x {'y' * count}?>{body}", f"<!--{'-' * count}{body}", f"<r><![CDATA[{'x' * count}]]>{body}</r>", body * min(count, 300),
        f"<{'n' * count}>{body}", f"<r>{'&lt;' * count}{body}</r>",
    ))


_ITEM = f"<item><title>Quay</title><description>{STORY}</description><pubDate>Wed, 07 May 2031 10:11:12 GMT</pubDate></item>"


def feed(drawn: random.Random) -> bytes:
    count = many(drawn, 20_000)
    body = drawn.choice((
        f"<rss version='2.0'><channel>{_ITEM}</channel></rss>", f"<rss><channel>{_ITEM * min(count, 3_000)}</channel></rss>",
        f"<rss><channel><item><pubDate>{'9' * count}</pubDate><description>{STORY}</description></item></channel></rss>",
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{'<entry>' * count}</feed>", f"<rss><channel><item>{'<description>' * count}</item></channel></rss>",
        f"<rss><channel><item><description>{'&lt;div&gt;' * count}</description></item></channel></rss>",
    ))
    return xml_of(drawn, body).encode(drawn.choice(("utf-8", "utf-16")), "replace")


def letter(drawn: random.Random) -> bytes:
    count = many(drawn, 60_000)
    depth = min(count, 3_000)
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return drawn.choice((
        f"From: a@b.example\n{nested}Content-Type: text/plain\n\n{STORY}", "From: a@b.example\nContent-Type: message/rfc822\n\n" * depth + STORY,
        f"From: {'a@b.example, ' * count}\n\n{STORY}", f"Subject: {'=?utf-8?q?=41?= ' * count}\n\n{STORY}", "X: y\n" * count + f"\n{STORY}", "Subject: a\n" + " b\n" * count + f"\n{STORY}",
        "From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + f"--b\n\n{STORY}\n" * depth + "--b--", f"Content-Type: text/plain; charset={'x' * count}\n\n{STORY}",
        f"Content-Type: multipart/mixed; boundary={'b' * count}\n\n--{'b' * count}\n\n{STORY}", "Content-Type: multipart/mixed; boundary=\n\n--\n\n" + STORY, "Subject: " + "(" * count + f"\n\n{STORY}",
        f"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n{'A' * count}", f"Content-Type: text/html\n\n{'<div>' * count}", f"Date: {'9' * count}\n\n{STORY}", f"From: {'(' * count}a@b\n\n{STORY}",
        f"From: {'<' * count}\n\n{STORY}", f"From: \"{'x' * count}\n\n{STORY}", f"To: {'a:' * count};\n\n{STORY}", f"Content-Type: text/plain; {'a*0=b; ' * count}\n\n{STORY}",
        f"Content-Type: {'a/' * count}\n\n{STORY}", f"Message-ID: {'<' * count}\n\n{STORY}", f"References: {'<a@b> ' * count}\n\n{STORY}", f"Content-Type: text/plain; charset={drawn.choice(('utf-7', 'idna', 'punycode', 'rot13', 'zlib', 'unicode_escape', 'utf-16', 'hz', 'undefined'))}\n\n+AGE-{STORY}",
    )).encode("utf-8", "replace")


def letters(drawn: random.Random) -> bytes:
    return b"\n".join(b"From a@b Wed May  7 10:11:12 2031\n" + letter(drawn) for _ in range(drawn.choice((1, 2, 5))))


def saved(drawn: random.Random) -> bytes:
    head = b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n"
    part = b"--b\nContent-Type: text/html\nContent-Location: https://post.example/a\n\n" + page(drawn) + b"\n"
    return head + part * drawn.choice((1, 1, 40)) + b"--b--\n" if drawn.random() < 0.6 else letter(drawn)
