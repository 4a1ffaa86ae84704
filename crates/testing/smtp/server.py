"""A mail server to test against: aiosmtpd, which behaves as it is told on the command line.

The first line it prints is its port; each line after that is a letter it took, as JSON, read by Python's own parser
of mail.
"""

import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    def __init__(self, manner):
        self.manner = manner
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.manner == "refuse":
            return f"550 5.1.1 <{address}> is not known here"
        if self.manner == "greylist" and address not in self.seen:
            self.seen.add(address)
            return f"451 4.7.1 <{address}> try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.manner == "hang":
            await asyncio.sleep(3600)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        letter = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [[name.lower(), str(value)] for name, value in message.items()],
            "body": message.get_content(),
            "ascii": envelope.content.isascii(),
            "tls": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.authenticated else None,
        }
        print(json.dumps(letter), flush=True)
        return "250 OK"


async def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--manner", choices=["take", "refuse", "greylist", "hang"], default="take")
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--certificate")
    asked.add_argument("--key")
    asked.add_argument("--user")
    asked.add_argument("--password")
    asked = asked.parse_args()

    context = None
    if asked.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(asked.certificate, asked.key)

    def authenticate(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data == LoginPassword(
            asked.user.encode(), asked.password.encode()
        )
        return AuthResult(success=right, auth_data=data, handled=False)

    handler = Handler(asked.manner)

    def connection():
        login = {"authenticator": authenticate, "auth_required": True} if asked.user else {}
        return SMTP(
            handler,
            hostname="localhost",
            enable_SMTPUTF8=False,
            tls_context=context,
            require_starttls=context is not None,
            **login,
        )

    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", asked.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(0)
