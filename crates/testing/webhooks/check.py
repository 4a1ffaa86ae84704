"""Checks a delivery twice: with the library of Standard Webhooks, and with the check that docs/WEBHOOKS.md prints.

On standard input: the secret, the headers, the body in base 64, and the time of the receiver. On standard output what
each of the two says.
"""

import base64
import datetime
import json
import runpy
import sys

from standardwebhooks import webhooks

case = json.load(sys.stdin)
body = base64.b64decode(case["body"])


class Standing(datetime.datetime):
    """The library asks this clock; that of the test stands still."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(case["now"], tz)


webhooks.datetime = Standing
try:
    webhooks.Webhook(case["secret"]).verify(body.decode(), case["headers"])
    library = True
except webhooks.WebhookVerificationError:
    library = False
documented = runpy.run_path(sys.argv[1])["verify"]([case["secret"]], case["headers"], body, case["now"])
json.dump({"library": library, "documented": documented}, sys.stdout)
