import { approvalCardSchema } from './approval-card.ts'
import { balanceSchema } from './balance.ts'
import { cartSchema } from './cart.ts'
import { chartSchema } from './chart.ts'
import { formSchema } from './form.ts'
import { identityFormSchema } from './identity-form.ts'
import { invoiceSchema } from './invoice.ts'
import { mapSchema } from './map.ts'
import { noticeSchema } from './notice.ts'
import { orderStatusSchema } from './order-status.ts'
import { paymentMethodPickerSchema } from './payment-method-picker.ts'
import { paymentRequestSchema } from './payment-request.ts'
import { productListSchema } from './product-list.ts'
import { quoteSchema } from './quote.ts'
import { scheduleSchema } from './schedule.ts'
import { transactionListSchema } from './transaction-list.ts'
import { transactionReceiptSchema } from './transaction-receipt.ts'
import { transferConfirmSchema } from './transfer-confirm.ts'
import { viewSchema } from './view.ts'

export { type ApprovalCardProps, approvalAnswerSchema, approvalCardSchema } from './approval-card.ts'
export { type BalanceProps, balanceSchema } from './balance.ts'
export { type CartLine, type CartProps, cartLineSchema, cartSchema, mostOf } from './cart.ts'
export { type CartSums, cartSums } from './cart-sums.ts'
export { type ChartKind, type ChartProps, chartSchema } from './chart.ts'
export { type FormField, type FormProps, formFieldSchema, formSchema, valuesSchemaOf } from './form.ts'
export { type IdentityField, type IdentityFormProps, identityFormSchema, identitySchemaOf } from './identity-form.ts'
export { type InvoiceProps, invoiceSchema } from './invoice.ts'
export { type MapProps, type Marker, mapSchema, type Point } from './map.ts'
export { type NoticeProps, noticeSchema } from './notice.ts'
export { type OrderStatusProps, orderStatusSchema } from './order-status.ts'
export { type PaymentMethod, type PaymentMethodPickerProps, paymentMethodPickerSchema } from './payment-method-picker.ts'
export { type PaymentRequestProps, paymentRequestSchema } from './payment-request.ts'
export { type Product, type ProductListProps, productListSchema } from './product-list.ts'
export { type QuoteProps, quoteSchema } from './quote.ts'
export { type ScheduleProps, type Slot, scheduleSchema } from './schedule.ts'
export { type TransactionListProps, transactionListSchema } from './transaction-list.ts'
export { type TransactionReceiptProps, transactionReceiptSchema } from './transaction-receipt.ts'
export { type TransferConfirmProps, transferConfirmSchema } from './transfer-confirm.ts'
export { type ViewProps, viewSchema } from './view.ts'

/** The cards a block may draw, by the name that travels in the feed. zod only: the browser imports this too. */
export const componentProps = {
  Balance: balanceSchema,
  TransactionList: transactionListSchema,
  TransactionReceipt: transactionReceiptSchema,
  TransferConfirm: transferConfirmSchema,
  Invoice: invoiceSchema,
  PaymentRequest: paymentRequestSchema,
  PaymentMethodPicker: paymentMethodPickerSchema,
  Quote: quoteSchema,
  Cart: cartSchema,
  ProductList: productListSchema,
  OrderStatus: orderStatusSchema,
  Map: mapSchema,
  Schedule: scheduleSchema,
  ApprovalCard: approvalCardSchema,
  IdentityForm: identityFormSchema,
  Form: formSchema,
  Notice: noticeSchema,
  Chart: chartSchema,
  View: viewSchema,
} as const
export type ComponentName = keyof typeof componentProps
