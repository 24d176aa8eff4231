import type { Metadata } from 'next'
import { ModelsSettings } from '../../../../../components/settings/models-settings.tsx'

export const metadata: Metadata = { title: 'Models' }

export default ModelsSettings
