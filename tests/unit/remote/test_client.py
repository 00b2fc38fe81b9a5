"""One request to a model's server: what is sent, and that no bad answer gets further than a message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.errors import Unread, UsageError
from counterclaim.remote import ask, client, endpoint
from tests.unit.remote.serving import Answer, completion, drip, send, serving

MESSAGES = (("system", "List."), ("user", "“Hi”"))


def asked(answer: Answer, **bounds: float) -> str:
    with serving(answer) as server:
        return ask(replace(endpoint(server.url, "m"), **bounds), MESSAGES, pause=lambda _: None)


def test_a_request_carries_messages_and_the_key_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(client.KEY, "not-a-real-key")
    with serving(lambda h, _: send(h, completion("yes"))) as server:
        assert ask(endpoint(server.url + "/chat/completions", "m"), MESSAGES) == "yes"
    path, headers, body = server.requests[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer not-a-real-key"
    assert body["model"] == "m"
    assert body["temperature"] == 0
    assert body["messages"][1] == {"role": "user", "content": "“Hi”"}


def test_no_key_no_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(client.KEY, raising=False)
    with serving(lambda h, _: send(h, completion("yes"))) as server:
        ask(endpoint(server.url, "m"), MESSAGES)
    assert "Authorization" not in server.requests[0][1]


def test_a_busy_server_is_asked_again_and_not_for_ever() -> None:
    assert asked(lambda h, n: send(h, completion("late"), 200 if n == 2 else 503)) == "late"
    with serving(lambda h, _: send(h, b"", 429)) as server, pytest.raises(Unread, match="status 429"):
        ask(endpoint(server.url, "m"), MESSAGES, pause=lambda _: None)
    assert len(server.requests) == client.TRIES


def test_a_redirection_is_never_followed() -> None:
    with serving(lambda h, _: send(h, completion("elsewhere"))) as other:
        with (
            serving(lambda h, _: send(h, b"", 307, Location=other.url + "/chat/completions")) as server,
            pytest.raises(Unread, match="redirection"),
        ):
            ask(endpoint(server.url, "m"), MESSAGES)
        assert len(server.requests) == 1
    assert other.requests == []


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Sign in</body></html>",
        b"",
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": ["a"]}}]}',
        b'{"choices": {"0": 1}}',
    ],
)
def test_what_is_no_chat_completion_is_named_and_not_quoted(body: bytes) -> None:
    with pytest.raises(Unread, match="chat completion") as caught:
        asked(lambda h, _: send(h, body))
    assert "Sign in" not in str(caught.value)


def test_a_huge_answer_is_cut_off() -> None:
    def flood(handler: object, _: int) -> None:
        try:
            send(handler, b" " * (client.BYTES_MAX + 100))  # type: ignore[arg-type]
        except OSError:
            return

    with pytest.raises(Unread, match="at most"):
        asked(flood)


def test_a_slow_drip_ends_at_the_deadline() -> None:
    with pytest.raises(Unread, match="a whole answer within"):
        asked(drip, seconds_all=0.3)


def test_a_server_that_is_not_there_is_a_message() -> None:
    with serving(lambda h, _: None) as server:
        pass
    with pytest.raises(Unread, match="Is the server running"):
        ask(endpoint(server.url, "m"), MESSAGES, pause=lambda _: None)


@pytest.mark.parametrize(
    ("url", "model", "words"),
    [
        ("http://models.example.org/v1", "m", "https for another machine"),
        ("https://user:secret@models.example.org/v1", "m", "without user"),
        ("https://models.example.org/v1?key=secret", "m", "without user"),
        ("ftp://127.0.0.1/v1", "m", "http"),
        ("127.0.0.1:80", "m", "http"),
        ("https://models.example.org/v1", " ", "--model"),
    ],
)
def test_an_address_that_would_leak_is_refused(url: str, model: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        endpoint(url, model)
    assert "secret" not in str(caught.value)


def test_another_machine_over_tls_is_taken() -> None:
    assert endpoint("https://models.example.org/v1/", "m").url == "https://models.example.org/v1"
