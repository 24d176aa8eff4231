import { type Sample, sample } from './sample.ts'

/** Where and when. */
export function placesSamples(now: Date): Sample[] {
  const slots = [24, 24.5, 25, 26, 27, 48, 49, 50, 73].map((hours, i) => {
    const start = new Date(Math.ceil(now.getTime() / 86_400_000) * 86_400_000 + hours * 3_600_000 - 15 * 3_600_000)
    return { start: start.toISOString(), end: new Date(start.getTime() + 1_800_000).toISOString(), free: i !== 1 && i !== 6 }
  })
  return [
    sample({
      component: 'Map',
      name: 'Map',
      what: 'Places on the earth, from outlines that ship with Hearth: no picture comes from elsewhere.',
      full: {
        title: 'Three warehouses',
        markers: [
          { id: 'porto', lat: 41.15, lng: -8.61, label: 'Porto', detail: '12 pallets', kind: 'start' },
          { id: 'rotterdam', lat: 51.92, lng: 4.48, label: 'Rotterdam', detail: '31 pallets' },
          { id: 'oslo', lat: 59.91, lng: 10.75, label: 'Oslo', detail: '8 pallets', kind: 'end' },
        ],
        route: [
          { lat: 41.15, lng: -8.61 },
          { lat: 43.5, lng: -9.5 },
          { lat: 48.7, lng: -5.5 },
          { lat: 51.92, lng: 4.48 },
          { lat: 57.5, lng: 7.5 },
          { lat: 59.91, lng: 10.75 },
        ],
      },
      empty: { markers: [] },
      asks: { title: 'Where should it go?', outcome: 'answered', value: { place: 'rotterdam' } },
    }),
    sample({
      component: 'Schedule',
      name: 'Schedule',
      what: 'Times to choose from, in the zone they are meant in.',
      full: { message: 'Half an hour with the design team.', slots, timeZone: 'Europe/Berlin' },
      empty: { slots: [] },
      asks: { title: 'Choose a time', outcome: 'answered', value: { start: slots[2]?.start ?? '' } },
    }),
  ]
}
