import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string; subject: string; messageId: string; text: string }

/** A real mail server that keeps what it is given. `answer` may refuse a letter: the code and words of its refusal. */
export async function startMailServer(answer: (letter: Received) => { code: number; words: string } | undefined = () => undefined) {
  const letters: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      let raw = ''
      stream.on('data', (data: Buffer) => {
        raw += data.toString()
      })
      stream.on('end', () => {
        const letter = read(raw, session.envelope.rcptTo[0]?.address ?? '')
        const refused = answer(letter)
        if (!refused) letters.push(letter)
        done(refused ? Object.assign(new Error(refused.words), { responseCode: refused.code }) : null)
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, letters, stop: () => new Promise<void>((done) => server.close(() => done())) }
}

function read(raw: string, to: string): Received {
  const at = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, at).replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const body = raw.slice(at + 4)
  const text = /quoted-printable/i.test(header('Content-Transfer-Encoding'))
    ? body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : body
  return { to, subject: header('Subject'), messageId: header('Message-ID'), text }
}
