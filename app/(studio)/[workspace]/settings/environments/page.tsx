import type { Metadata } from 'next'
import { EnvironmentsSettings } from '../../../../../components/environments/environments-settings.tsx'

export const metadata: Metadata = { title: 'Environments' }

export default EnvironmentsSettings
