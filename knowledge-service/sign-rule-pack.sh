#!/usr/bin/env bash
# Makes a key for rule packs, and signs a pack with it, as FIREWITNESS_RULE_PACK_KEYS and the import expect (RFC 7515, RFC 8037).
#   sign-rule-pack.sh key KEY.pem KEY-ID              makes KEY.pem, prints the JWK set with the public key
#   sign-rule-pack.sh sign KEY.pem KEY-ID PACK.json   prints the signed pack
# Needs OpenSSL 3. KEY.pem stays with whoever writes the packs; no service ever needs it.
set -euo pipefail

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

case "${1:-}:$#" in
  key:3)
    [ ! -e "$2" ] || { echo "$2 exists: a key is not overwritten" >&2; exit 1; }
    (umask 077 && openssl genpkey -algorithm ed25519 -out "$2")
    # The last 32 bytes of the DER form are the key itself (RFC 8410 section 4).
    x=$(openssl pkey -in "$2" -pubout -outform DER | tail -c 32 | base64url)
    printf '{"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "%s", "x": "%s"}]}\n' "$3" "$x"
    ;;
  sign:4)
    input=$(mktemp)
    trap 'rm -f "$input"' EXIT
    printf '%s.%s' "$(printf '{"alg":"EdDSA","kid":"%s"}' "$3" | base64url)" "$(base64url <"$4")" >"$input"
    printf '%s.%s\n' "$(cat "$input")" "$(openssl pkeyutl -sign -rawin -inkey "$2" -in "$input" | base64url)"
    ;;
  *)
    sed -n '2,5s/^# *//p' "$0" >&2
    exit 2
    ;;
esac
