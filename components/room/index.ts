export { type Docked, RoomView } from './room-view.tsx'
export { RoomsPage } from './rooms-page.tsx'
