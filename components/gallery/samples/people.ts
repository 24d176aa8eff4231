import { type Sample, sample } from './sample.ts'

/** What is asked of people, and what they are told. */
export function peopleSamples(): Sample[] {
  return [
    sample({
      component: 'ApprovalCard',
      name: 'Approval card',
      what: 'A question with yes and no: who asks, what for, how grave it is.',
      full: {
        requester: 'Release bot',
        message: 'Publish version 2.4 to everybody?',
        details: [
          { label: 'Changes', value: '38 commits by 4 people' },
          { label: 'Tests', value: 'all passed' },
        ],
        risk: 'high',
      },
      asks: { title: 'Publish version 2.4?', outcome: 'approved', value: { comment: 'Go, after lunch.' } },
    }),
    sample({
      component: 'IdentityForm',
      name: 'Identity form',
      what: 'Who somebody is, with their consent. Fields may take files.',
      full: {
        requester: 'Onboarding',
        message: 'We must know who signs the contract.',
        known: [{ label: 'E-mail', value: 'a•••@example.org' }],
        fields: [
          { name: 'fullName', label: 'Full name' },
          { name: 'birthday', label: 'Date of birth', kind: 'date' },
          { name: 'passport', label: 'Passport number', masked: true, help: 'As printed on the first page.' },
          { name: 'scan', label: 'Picture of it', kind: 'file', required: false },
        ],
        consent: 'I agree that Hearth Ltd keeps this for 30 days to check who I am.',
      },
      asks: { title: 'Who signs?', outcome: 'answered', value: { fullName: 'Ada Lovelace', birthday: '1990-12-10', passport: 'X1234567', consent: true } },
    }),
    sample({
      component: 'Form',
      name: 'Form',
      what: 'Asks for values of any kind. Not one of the sixteen, and used by the blocks that ask people.',
      full: {
        requester: 'Travel',
        message: 'Where to?',
        fields: [
          { name: 'city', label: 'City' },
          { name: 'nights', kind: 'number', required: false },
        ],
      },
      asks: { title: 'Your trip', outcome: 'answered', value: { city: 'Porto', nights: 3 } },
    }),
    sample({
      component: 'Notice',
      name: 'Notice',
      what: 'Something people should know. It waits for nobody.',
      full: { title: 'The report is ready', message: 'It is in the files of this workspace.', tone: 'success', details: [{ label: 'Pages', value: '12' }] },
    }),
  ]
}
