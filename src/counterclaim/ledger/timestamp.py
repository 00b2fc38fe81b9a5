"""Time stamps of third parties: RFC 3161 queries and tokens, made and checked without a network.

A token shows that some bytes existed by a time that an authority signed; not when they were made, nor that what they
say is true. Whether an authority's certificate was revoked is not looked up: that would need a network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from counterclaim.ledger.sized import bounded

#: A token with a long chain has some 10,000 bytes.
TOKEN_BYTES_MAX = 256 * 1024
_VERSION, _SEQUENCE, _CERTIFICATES = 0x02, 0x30, 0xA0
#: A chain has some 10,000 bytes; all the roots that an operating system trusts, some 250,000.
CHAIN_BYTES_MAX = 1024 * 1024
_SEQUENCE, _CERTIFICATES = 0x30, 0xA0
#: What the library says of certificates that it cannot read; not all of it is a ValueError.
_UNREADABLE = (ValueError, TypeError, x509.InvalidVersion, x509.DuplicateExtension, UnsupportedAlgorithm)


class BadStamp(ValueError):
    """Bytes that are no time stamp of what they should be; its words say what came."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a token shows: the bytes existed by `by` (UTC), says `authority`, whose chain ends in `root`."""

    by: datetime
    authority: str
    root: x509.Certificate


def query(data: bytes) -> bytes:
    """Give the query that asks an authority for a token over bytes, with its certificates.

    It carries their SHA-256 alone. It has no nonce: an older token over the same bytes would show no less.
    """
    asked = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return asked.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def is_query(data: bytes) -> bool:
    """Say whether bytes are a query: what asks for a token begins with its version, an answer with its status."""
    try:
        (_, begin, end), *_ = _members(data, 0, len(data))
        (first, _, _), (second, _, _), *_ = _members(data, begin, end)
    except ValueError:
        return False
    return data[0] == _SEQUENCE and data[first] == _VERSION and data[second] == _SEQUENCE


def stamped(token: bytes, data: bytes, chain: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]) -> Stamped:
    """Give what an authority's answer shows of bytes, under the first of `roots` that its chain ends in.

    `chain` are certificates kept beside it; none of them is trusted by that. Raises BadStamp for an answer that is
    none, refuses, is over other bytes, is not signed under any of the roots, was signed when its certificate was not
    valid, or by one that is not for time stamping.
    """
    answer = _decoded(token)
    between = [c for c in chain if not is_root(c)]
    why = "no root certificate to check it against"
    for root in roots:
        builder = VerifierBuilder(roots=[root], intermediates=[c for c in between if c != root])
        try:
            builder.build().verify_message(answer, data)
        except (VerificationError, *_UNREADABLE) as cause:
            why = f"{cause}"
            continue
        return Stamped(answer.tst_info.gen_time.astimezone(UTC), _signer(answer), root)
    raise BadStamp(f"a token that does not hold: {' '.join(why.split())[:300]}")


def carried(token: bytes) -> list[x509.Certificate]:
    """Give the certificates that an answer carries. Raises BadStamp."""
    answer = _decoded(token)
    try:
        return _named([x509.load_der_x509_certificate(c) for c in sorted(answer.signed_data.certificates)])
    except _UNREADABLE as cause:
        raise BadStamp(f"a certificate that cannot be read ({str(cause)[:120]})") from cause


def certificates(pem: bytes) -> list[x509.Certificate]:
    """Give the certificates of a PEM file. Raises BadStamp when there is none."""
    bounded(pem, CHAIN_BYTES_MAX, "a chain of certificates", BadStamp)
    try:
        return _named(x509.load_pem_x509_certificates(pem))
    except _UNREADABLE as cause:
        raise BadStamp(f"no certificates in PEM ({str(cause)[:120]})") from cause


def _named(found: list[x509.Certificate]) -> list[x509.Certificate]:
    """Give certificates whose names can be read: the library reads them when they are asked for."""
    for one in found:
        one.subject.rfc4514_string(), one.issuer.rfc4514_string()
    return found


def pem(chain: Sequence[x509.Certificate]) -> bytes:
    """Give certificates as one PEM file."""
    return b"".join(c.public_bytes(Encoding.PEM) for c in chain)


def is_root(certificate: x509.Certificate) -> bool:
    """Say whether a certificate ends a chain: it names itself as its issuer."""
    return certificate.issuer == certificate.subject


def name(certificate: x509.Certificate) -> str:
    """Give a certificate's subject in one line."""
    return certificate.subject.rfc4514_string()


def _decoded(token: bytes) -> TimeStampResponse:
    bounded(token, TOKEN_BYTES_MAX, "a token", BadStamp)
    try:
        answer = decode_timestamp_response(_in_order(token))
    except (ValueError, IndexError) as cause:
        raise BadStamp("bytes that are no answer of RFC 3161, or a damaged one") from cause
    if answer.status != PKIStatus.GRANTED:
        raise BadStamp(f"a refusal of the authority: {'; '.join(answer.status_string) or f'status {answer.status}'}")
    return answer


def _signer(answer: TimeStampResponse) -> str:
    """Give the name of the certificate that signed an answer which holds."""
    (info,) = answer.signed_data.signer_infos
    held = [x509.load_der_x509_certificate(c) for c in answer.signed_data.certificates]
    return next(name(c) for c in held if (c.issuer, c.serial_number) == (info.issuer, info.serial_number))


def _in_order(token: bytes) -> bytes:
    """Give an answer with its certificates in the order of DER, which many authorities do not keep and parsers ask for.

    That set is not signed, so that its order says nothing.
    """
    begin, end = 0, len(token)
    # TimeStampResp: status, ContentInfo; of that: type, [0]; of that SignedData: version, algorithms, content, [0].
    for child, tag in ((0, _SEQUENCE), (1, _SEQUENCE), (1, 0xA0), (0, _SEQUENCE), (3, _CERTIFICATES)):
        members = list(_members(token, begin, end))
        if len(members) <= child or token[members[child][0]] != tag:
            return token
        _, begin, end = members[child]
    found = [token[start:stop] for start, _, stop in _members(token, begin, end)]
    return token[:begin] + b"".join(sorted(found)) + token[end:]


def _members(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Give (start, start of its content, end) of each DER value between two places. Raises ValueError."""
    while begin < end:
        if begin + 2 > end:
            raise ValueError("a value that ends too early")
        first, content = data[begin + 1], begin + 2
        length = first
        if first & 0x80:
            count = first & 0x7F
            content += count
            length = int.from_bytes(data[begin + 2 : content], "big")
            if not 0 < count <= 4:
                raise ValueError("a length that is not of DER")
        if content + length > end:
            raise ValueError("a value that is longer than what holds it")
        yield begin, content, content + length
        begin = content + length
