import NotFoundHere from '../../[workspace]/not-found.tsx'

export default NotFoundHere
