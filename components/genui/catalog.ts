import { defineCatalog } from '@json-render/core'
import { schema } from '@json-render/react/schema'
import { componentProps } from '../../server/blocks/show/props/index.ts'
import { viewParts } from '../../server/blocks/show/props/view-parts.ts'

const described = {
  Balance: { props: componentProps.Balance, slots: [], description: 'What each account holds.' },
  TransactionList: { props: componentProps.TransactionList, slots: [], description: 'Movements of an account, newest first.' },
  TransactionReceipt: { props: componentProps.TransactionReceipt, slots: [], description: 'What happened to the money, for good.' },
  TransferConfirm: { props: componentProps.TransferConfirm, slots: [], description: 'What a person sees before money moves.' },
  Invoice: { props: componentProps.Invoice, slots: [], description: 'Who owes what to whom, line by line; may ask to pay.' },
  PaymentRequest: { props: componentProps.PaymentRequest, slots: [], description: 'Asks for a payment, of a fixed or an open amount.' },
  PaymentMethodPicker: { props: componentProps.PaymentMethodPicker, slots: [], description: 'Which way to pay.' },
  Quote: { props: componentProps.Quote, slots: [], description: 'What one currency gives in another, for a while.' },
  Cart: { props: componentProps.Cart, slots: [], description: 'What is about to be ordered; quantities may be changed.' },
  ProductList: { props: componentProps.ProductList, slots: [], description: 'Things to buy, to choose from.' },
  OrderStatus: { props: componentProps.OrderStatus, slots: [], description: 'Where an order is, step by step.' },
  Map: { props: componentProps.Map, slots: [], description: 'Places on a map of outlines.' },
  Schedule: { props: componentProps.Schedule, slots: [], description: 'Times to choose from.' },
  IdentityForm: { props: componentProps.IdentityForm, slots: [], description: 'Asks who somebody is, with their consent.' },
  ApprovalCard: { props: componentProps.ApprovalCard, slots: [], description: 'A question with yes and no.' },
  Form: { props: componentProps.Form, slots: [], description: 'Asks for values: a form, a choice, a text, or values to approve.' },
  Notice: { props: componentProps.Notice, slots: [], description: 'Something people should know.' },
  Chart: { props: componentProps.Chart, slots: [], description: 'Numbers over labels.' },
  View: { props: componentProps.View, slots: ['default'], description: 'Anything, laid out of the parts below and the cards above.' },
  Stack: { props: viewParts.Stack, slots: ['default'], description: 'One after another.' },
  Grid: { props: viewParts.Grid, slots: ['default'], description: 'Side by side.' },
  Heading: { props: viewParts.Heading, slots: [], description: 'A heading.' },
  Text: { props: viewParts.Text, slots: [], description: 'A paragraph, as it is typed.' },
  Badge: { props: viewParts.Badge, slots: [], description: 'One or two words that stand out.' },
  Divider: { props: viewParts.Divider, slots: [], description: 'A line.' },
  Metric: { props: viewParts.Metric, slots: [], description: 'One number with its name.' },
  Table: { props: viewParts.Table, slots: [], description: 'Rows and columns.' },
  Image: { props: viewParts.Image, slots: [], description: 'A file of the workspace, or a small picture as data.' },
  Input: { props: viewParts.Input, slots: [], description: 'Asks for one value.' },
  Button: { props: viewParts.Button, slots: [], description: 'Answers the view, once.' },
}

/** The components a feed may draw. Nothing else runs: what is not here is shown as text. */
export const catalog = defineCatalog(schema, { components: described, actions: {} })
