import { endpoint } from '../../../../server/http/index.ts'
import { changeNoticeSettingsContract, noticeSettingsContract } from '../../../../server/notices/contract.ts'
import { changeNoticeSettings, noticeSettings } from '../../../../server/notices/index.ts'

export const GET = endpoint(noticeSettingsContract, noticeSettings)
export const PATCH = endpoint(changeNoticeSettingsContract, changeNoticeSettings)
