import { SettingsFrame } from '../../../../components/settings/settings-frame.tsx'

export default SettingsFrame
