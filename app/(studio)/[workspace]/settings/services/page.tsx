import type { Metadata } from 'next'
import { ServicesSettings } from '../../../../../components/settings/services-settings.tsx'

export const metadata: Metadata = { title: 'Services' }

export default ServicesSettings
