export { type LiveOptions, type LiveServer, startLiveServer } from './live-server.ts'
