import { expect, it } from 'vitest'
import { fileName } from './file-name.ts'
import { typeOf } from './type-of.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

it('[files.by-content] says what a file is by its bytes, whatever it is called', () => {
  const cases: [string, string | undefined][] = [
    ['\x89PNG\r\n\x1a\nrest', 'image/png'],
    ['\xff\xd8\xff\xe0 JFIF', 'image/jpeg'],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
    ['%PDF-1.7', 'application/pdf'],
    ['PK\x03\x04....[Content_Types].xml....word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['PK\x03\x04....readme.md', 'application/zip'],
    ['name,amount\nAnna,25', 'text/plain'],
    ['<!doctype html><script>alert(1)</script>', 'text/plain'],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'text/plain'],
    ['\x7fELF\x02\x01\x01', undefined],
    ['MZ\x90\x00\x03', undefined],
    ['text with a \x00 in it', undefined],
    ['\xff\xfe\xfa', undefined],
  ]
  for (const [head, type] of cases) expect(typeOf(bytes(head)), head).toBe(type)
  expect(typeOf(new TextEncoder().encode(`${'a'.repeat(65_535)}é and more`)), 'a letter cut in two at the end of what is looked at').toBe('text/plain')
})

it('[files.names] makes a name harmless and keeps what people know it by', () => {
  expect(fileName('Bericht März 2026.pdf')).toBe('Bericht März 2026.pdf')
  expect(fileName('../../etc/passwd')).toBe('passwd')
  expect(fileName('C:\\Users\\me\\photo.png')).toBe('photo.png')
  expect(fileName('<img src=x onerror=alert(1)>.png')).toBe('img src=x onerror=alert(1).png')
  expect(fileName('invoice\u202efdp.exe')).toBe('invoicefdp.exe')
  expect(fileName('a\r\nset-cookie: b\u0000.txt')).toBe('aset-cookie b.txt')
  expect(fileName('...')).toBe('file')
  expect(fileName('')).toBe('file')
  expect(fileName(`${'x'.repeat(500)}.pdf`)).toHaveLength(120)
  expect(fileName(`${'x'.repeat(500)}.pdf`)).toMatch(/\.pdf$/)
})
