import { agentWith, call, expect, expectSound, phone, shot, test } from './journeys.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC', 'base64')
const hostileName = '<img src=x onerror=alert(1)> javascript:alert(2).html'
const page_ = '<!doctype html><script>alert("ran"); fetch("https://evil.example")</script>'
const hostile = [
  '<script>alert(1)</script>',
  '![pixel](https://evil.example/p.png)',
  '[press me](javascript:alert(1))',
  '<iframe src="https://evil.example"></iframe>',
].join('\n\n')
const spec = {
  root: 'all',
  elements: {
    all: { type: 'Stack', props: {}, children: ['head', 'frame', 'pixel', 'numbers', 'city', 'go'] },
    head: { type: 'Heading', props: { text: '<script>alert(1)</script>' } },
    frame: { type: 'iframe', props: { src: 'https://evil.example' } },
    pixel: { type: 'Image', props: { data: 'https://evil.example/p.png' } },
    numbers: { type: 'Metric', props: { label: 'Open orders', value: '12', change: '+2 since Monday', tone: 'success' } },
    city: { type: 'Input', props: { name: 'city', label: 'City' } },
    go: { type: 'Button', props: { label: 'Book it', action: 'book', tone: 'primary' } },
  },
}

for (const [name, use] of [
  ['desk, light', { colorScheme: 'light' as const }],
  ['phone, dark', { ...phone, colorScheme: 'dark' as const }],
] as const) {
  test.describe(name, () => {
    test.use(use)

    test('[journey.hostile] files and hostile content in a room: shown, kept through a reload, and nothing of it runs', async ({
      page,
      context,
      me,
      browser,
    }, info) => {
      const alarms: string[] = []
      page.on('dialog', (dialog) => {
        alarms.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('pageerror', (error) => alarms.push(`error: ${error.message}`))
      page.on('console', (message) => message.type() === 'error' && alarms.push(`console: ${message.text()}`))
      page.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url())
        if (protocol.startsWith('http') && hostname !== 'localhost') alarms.push(`request: ${request.url()}`)
      })

      const input = (value: unknown) => ({ kind: 'literal', value })
      const nodes = {
        start: { block: 'chat.message', version: 1, inputs: {}, position: { x: 0, y: 0 } },
        say: { block: 'reply.text', version: 1, inputs: { text: input(hostile) }, position: { x: 200, y: 0 } },
        view: { block: 'show.anything', version: 1, inputs: { spec: input(spec), title: input('Your trip') }, position: { x: 400, y: 0 } },
      }
      const agent = await agentWith(context, me.slug, 'Guide', { nodes, wires: [] })
      const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/rooms`, { agent })
      const address = `/${me.slug}/rooms/${id}`
      const room = roomOn(page)
      await room.open(address)

      // attach, paste and drop
      await page.locator('form input[type=file]').setInputFiles([
        { name: 'photo.png', mimeType: 'image/png', buffer: png },
        { name: hostileName, mimeType: 'text/html', buffer: Buffer.from(page_) },
      ])
      const attached = page.locator('form').getByRole('list', { name: 'Attached files' })
      await expect(attached.getByRole('listitem')).toHaveCount(2)
      const hand = (kind: 'paste' | 'drop', file: string) =>
        room.composer.evaluate(
          (element, [how, title]) => {
            const data = new DataTransfer()
            data.items.add(new File(['brought along'], title ?? '', { type: 'text/plain' }))
            const init = { bubbles: true, cancelable: true }
            element.dispatchEvent(
              how === 'paste' ? new ClipboardEvent('paste', { ...init, clipboardData: data }) : new DragEvent('drop', { ...init, dataTransfer: data }),
            )
          },
          [kind, file],
        )
      await hand('paste', 'pasted.txt')
      await hand('drop', 'dropped.txt')
      await expect(attached.getByRole('listitem')).toHaveCount(4)
      await attached.getByRole('button', { name: 'Take out dropped.txt' }).click()
      await expect(attached.getByRole('progressbar')).toHaveCount(0)
      await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
      await shot(page, info, 'files-composer')

      // what is attached and not sent is there after a reload
      await page.reload()
      await expect(attached.getByRole('listitem')).toHaveCount(3)
      await room.composer.fill('Look at these')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(attached).toHaveCount(0)
      const said = room.log.getByRole('list', { name: 'Attached files' })
      await expect(said.getByRole('listitem')).toHaveCount(3)
      await expect(room.card('Your trip')).toBeVisible()
      await room.card('Your trip').getByLabel('City').fill('Porto')
      await expect(room.log.getByText('pixel')).toHaveCount(0)
      await shot(page, info, 'files-said')

      // the same after a reload, and what is half-filled also on another device
      await page.reload()
      await expect(said.getByRole('img', { name: 'photo.png' })).toBeVisible()
      expect(await said.getByRole('img', { name: 'photo.png' }).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(10)
      await expect(room.card('Your trip').getByLabel('City')).toHaveValue('Porto')
      const other = await browser.newContext({ storageState: await context.storageState({ indexedDB: false }) })
      const second = await other.newPage()
      await second.addInitScript(() => localStorage.clear())
      await second.goto(address)
      await expect(roomOn(second).card('Your trip').getByLabel('City')).toHaveValue('Porto')
      await other.close()

      // a page with a script in it is read, not run
      await said.getByRole('button', { name: /img src/ }).click()
      const preview = page.getByRole('dialog')
      await expect(preview.getByText('fetch("https://evil.example")')).toBeVisible()
      await shot(page, info, 'files-preview')
      await expectSound(page)
      await page.keyboard.press('Escape')
      const link = await said.getByRole('link', { name: /Save img src/ }).getAttribute('href')
      const opened = await context.newPage()
      await opened.goto(`${link?.replace('as=attachment', 'as=inline')}`)
      await expect(opened.getByText('alert("ran")')).toBeVisible()
      expect(await opened.evaluate(() => document.scripts.length)).toBe(0)
      await opened.close()

      await room.card('Your trip').getByRole('button', { name: 'Book it' }).click()
      await expect(room.card('Your trip').getByText(/Book it: pressed by/)).toBeVisible()
      await shot(page, info, 'files-answered')
      await expectSound(page)

      // all files on one page: found, looked at, deleted, and the room says so
      await page.goto(`/${me.slug}/files`)
      const files = page.getByRole('list', { name: 'Files' }).getByRole('listitem')
      await expect(files).toHaveCount(4) // one was taken out and never sent

      // put there by button and by dropping, for everybody
      const choose = page.locator('main input[type=file]').first()
      await choose.setInputFiles([
        { name: `${'A very long name of a plan '.repeat(4)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('the plan') },
        { name: 'photo again.png', mimeType: 'image/png', buffer: png },
      ])
      await expect(files).toHaveCount(6)
      await page.getByRole('heading', { name: 'Files' }).evaluate((element) => {
        const data = new DataTransfer()
        data.items.add(new File(['for everybody'], 'put.txt', { type: 'text/plain' }))
        element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
      })
      await expect(files).toHaveCount(7)
      await expect(files.filter({ hasText: 'put.txt' })).toContainText('in no message yet')
      await expectSound(page)
      await shot(page, info, 'files-page')

      // how long what nothing brings along is kept
      await page.getByRole('button', { name: 'How long files are kept' }).click()
      const keeps = page.getByRole('dialog', { name: 'How long files are kept' })
      await keeps.getByRole('combobox').click()
      await page.getByRole('option', { name: 'Are deleted after some days' }).click()
      await keeps.getByLabel('Deleted after').fill('30')
      await expectSound(page)
      await shot(page, info, 'files-keep')
      await keeps.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('What no message brings along is deleted after 30 days.')).toBeVisible()
      await page.getByRole('searchbox', { name: 'Find a file' }).fill('PAST')
      await expect(files).toHaveCount(1)
      await files.getByRole('button', { name: 'pasted.txt', exact: true }).click()
      await expect(page.getByRole('dialog').getByText('brought along')).toBeVisible()
      await page.keyboard.press('Escape')
      await files.getByRole('button', { name: 'Delete pasted.txt' }).click()
      await expect(page.getByRole('alertdialog')).toContainText('for the room it was said in, too')
      await expectSound(page)
      await shot(page, info, 'files-delete')
      await page.getByRole('button', { name: 'Delete for good' }).click()
      await expect(page.getByRole('heading', { name: 'No file is called so' })).toBeVisible()
      await room.open(address)
      await expect(said.getByText('was removed')).toBeVisible()
      await expect(said.getByRole('link', { name: 'Save pasted.txt' })).toHaveCount(0)
      await shot(page, info, 'files-removed')
      expect(alarms).toEqual([])

      // what is not taken says why, and stays until one has read it
      await page.goto(`/${me.slug}/files`)
      await choose.setInputFiles([{ name: 'tool', mimeType: 'application/octet-stream', buffer: Buffer.from('\x7fELF') }])
      const failed = page.getByRole('list', { name: 'Files on their way' }).getByRole('listitem')
      await expect(failed).toContainText('This kind of file is not taken')
      await expectSound(page)
      await shot(page, info, 'files-refused')
      await failed.getByRole('button', { name: 'Take tool off this list' }).click()
      await expect(failed).toHaveCount(0)
    })
  })
}
