const body = `{"order": 7}`

/** How to call a webhook from a terminal. A signed call makes its signature first (Standard Webhooks). */
export function callExample(url: string, signed: boolean): string {
  if (!signed) return `curl -X POST '${url}' \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`
  return `SECRET='whsec_…'   # the signing secret
BODY='${body}'; ID="msg_$RANDOM$RANDOM"; AT=$(date +%s)
KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \\n')
SIGNATURE=$(printf %s "$ID.$AT.$BODY" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
curl -X POST '${url}' \\
  -H 'content-type: application/json' -H "webhook-id: $ID" \\
  -H "webhook-timestamp: $AT" -H "webhook-signature: v1,$SIGNATURE" \\
  -d "$BODY"`
}
