export { listNotices, seeNotices } from './list-notices.ts'
export { addBrowser, changeNoticeSettings, noticeSettings, removeBrowser } from './settings.ts'
export { startNotices } from './start-notices.ts'
export { forgetMention, tellMentioned } from './tell-mentioned.ts'
