"""Certificates for a test: an authority of one's own, and what it says of a server."""

from __future__ import annotations

import subprocess
from pathlib import Path


def make_authority(folder: Path, name: str) -> Path:
    """The certificate of a new authority; its key stands beside it."""
    certificate = folder / f"{name}.pem"
    _openssl(
        *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"),
        *("-subj", f"/CN={name}", "-keyout", str(folder / f"{name}.key"), "-out", str(certificate)),
        # Python takes no authority that doesn't say what it may do.
        *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
    )
    return certificate


def make_server_files(authority: Path, folder: Path, host: str) -> None:
    """A key and a certificate for a host, named as Neo4j looks for them: private.key and public.crt."""
    folder.mkdir(parents=True, exist_ok=True)
    key, request, certificate = folder / "private.key", folder / "request.csr", folder / "public.crt"
    extensions = folder / "extensions"
    extensions.write_text(f"subjectAltName=DNS:{host}\nbasicConstraints=CA:FALSE\n")
    _openssl(
        *("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}", "-keyout", str(key), "-out", str(request))
    )
    _openssl(
        *("x509", "-req", "-in", str(request), "-CA", str(authority), "-CAkey", str(authority.with_suffix(".key"))),
        *("-CAcreateserial", "-days", "2", "-extfile", str(extensions), "-out", str(certificate)),
    )


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
