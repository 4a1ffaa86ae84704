"""Whether a delivery came from BLIS: the check of docs/WEBHOOKS.md, with nothing but Python itself."""

import base64
import hashlib
import hmac
import time

TOLERANCE_S = 5 * 60


def verify(secrets: list[str], headers: dict[str, str], body: bytes, now: float | None = None) -> bool:
    """`headers` by their names in small letters, `body` as it came, before anything reads it."""
    delivery, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isascii() or not timestamp.isdigit():
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_S:
        return False
    signed = f"{delivery}.{timestamp}.".encode() + body
    given = [one[3:].encode() for one in headers.get("webhook-signature", "").split(" ") if one.startswith("v1,")]
    for secret in secrets:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
        if any(hmac.compare_digest(expected, one) for one in given):
            return True
    return False
