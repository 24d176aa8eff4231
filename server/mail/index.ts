export { sendsMail } from './mail-settings.ts'
export { sendMails } from './send-mails.ts'
export { writeMail } from './write-mail.ts'
