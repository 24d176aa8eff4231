import { approvalCardSchema } from './approval-card.ts'
import { balanceSchema } from './balance.ts'
import { chartSchema } from './chart.ts'
import { formSchema } from './form.ts'
import { noticeSchema } from './notice.ts'
import { transactionListSchema } from './transaction-list.ts'
import { transactionReceiptSchema } from './transaction-receipt.ts'
import { transferConfirmSchema } from './transfer-confirm.ts'

export { type ApprovalCardProps, approvalAnswerSchema, approvalCardSchema } from './approval-card.ts'
export { type BalanceProps, balanceSchema } from './balance.ts'
export { type ChartProps, chartSchema } from './chart.ts'
export { type FormField, type FormProps, formFieldSchema, formSchema, valuesSchemaOf } from './form.ts'
export { type NoticeProps, noticeSchema } from './notice.ts'
export { type TransactionListProps, transactionListSchema } from './transaction-list.ts'
export { type TransactionReceiptProps, transactionReceiptSchema } from './transaction-receipt.ts'
export { type TransferConfirmProps, transferConfirmSchema } from './transfer-confirm.ts'

/** The cards a block may draw, by the name that travels in the feed. zod only: the browser imports this too. */
export const componentProps = {
  Balance: balanceSchema,
  TransactionList: transactionListSchema,
  TransactionReceipt: transactionReceiptSchema,
  TransferConfirm: transferConfirmSchema,
  ApprovalCard: approvalCardSchema,
  Form: formSchema,
  Notice: noticeSchema,
  Chart: chartSchema,
} as const
export type ComponentName = keyof typeof componentProps
