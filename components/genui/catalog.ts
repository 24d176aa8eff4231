import { defineCatalog } from '@json-render/core'
import { schema } from '@json-render/react/schema'
import { componentProps } from '../../server/blocks/show/props/index.ts'

const described = {
  Balance: { props: componentProps.Balance, slots: [], description: 'What each account holds.' },
  TransactionList: { props: componentProps.TransactionList, slots: [], description: 'Movements of an account, newest first.' },
  TransactionReceipt: { props: componentProps.TransactionReceipt, slots: [], description: 'What happened to the money, for good.' },
  TransferConfirm: { props: componentProps.TransferConfirm, slots: [], description: 'What a person sees before money moves.' },
  ApprovalCard: { props: componentProps.ApprovalCard, slots: [], description: 'A question with yes and no.' },
  Form: { props: componentProps.Form, slots: [], description: 'Asks for values: a form, a choice, a text, or values to approve.' },
  Notice: { props: componentProps.Notice, slots: [], description: 'Something people should know.' },
  Chart: { props: componentProps.Chart, slots: [], description: 'Numbers over labels.' },
}

/** The components a feed may draw. Nothing else runs: what is not here is shown as text. */
export const catalog = defineCatalog(schema, { components: described, actions: {} })
