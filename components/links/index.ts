export { LinksSettings } from './links-settings.tsx'
