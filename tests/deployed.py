"""The walks of the browser against a site that is deployed, beside which its database can be seen.

SITE_UNDER_TEST is its address; DATABASE_URL, CACHE_URL and SECRET_KEY are its own. The walks make
their people and papers in that database and empty it, so it has to be one for trials.
"""

import os
import ssl
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

SITE = os.environ.get("SITE_UNDER_TEST", "")
# Who signs up within three seconds is a program; the tests' own server is told not to mind.
HASTE = 3_500 if SITE else 0  # milliseconds
KEPT = {"django_content_type", "auth_permission"}  # whose numbers the site's processes remember


def trust() -> str:
    """The flag with which Chromium believes the site's certificate, whoever signed it.

    To ignore all faults of certificates would not do: passkeys are refused where there is one.
    """
    if not SITE:
        return ""
    place = urlsplit(SITE)
    shown = ssl.get_server_certificate((place.hostname or "", place.port or 443)).encode()
    key = load_pem_x509_certificate(shown).public_key()
    said = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    mark = b64encode(sha256(said).digest()).decode()
    return f" --ignore-certificate-errors-spki-list={mark}"
