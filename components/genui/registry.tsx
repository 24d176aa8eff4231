'use client'
import { defineRegistry } from '@json-render/react'
import { ApprovalCard } from './approval-card/approval-card.tsx'
import { Balance } from './balance/balance.tsx'
import { Cart } from './cart/cart.tsx'
import { catalog } from './catalog.ts'
import { Chart } from './chart/chart.tsx'
import { Form } from './form/form.tsx'
import { IdentityForm } from './identity-form/identity-form.tsx'
import { Invoice } from './invoice/invoice.tsx'
import { PlaceMap } from './map/map.tsx'
import { Notice } from './notice/notice.tsx'
import { OrderStatus } from './order-status/order-status.tsx'
import { PaymentMethodPicker } from './payment-method-picker/payment-method-picker.tsx'
import { PaymentRequest } from './payment-request/payment-request.tsx'
import { ProductList } from './product-list/product-list.tsx'
import { Quote } from './quote/quote.tsx'
import { Schedule } from './schedule/schedule.tsx'
import { TransactionList } from './transaction-list/transaction-list.tsx'
import { TransactionReceipt } from './transaction-receipt/transaction-receipt.tsx'
import { TransferConfirm } from './transfer-confirm/transfer-confirm.tsx'
import { ActionButton, DataTable, Divider, Grid, Heading, Input, Metric, Picture, Stack, Text, ToneBadge } from './view/parts.tsx'
import { View } from './view/view.tsx'

/** How each component of the catalogue is drawn. */
export const { registry } = defineRegistry(catalog, {
  components: {
    Balance: ({ props }) => <Balance {...props} />,
    TransactionList: ({ props }) => <TransactionList {...props} />,
    TransactionReceipt: ({ props }) => <TransactionReceipt {...props} />,
    TransferConfirm: ({ props, emit }) => <TransferConfirm props={props} emit={emit} />,
    Invoice: ({ props, emit }) => <Invoice props={props} emit={emit} />,
    PaymentRequest: ({ props, emit }) => <PaymentRequest props={props} emit={emit} />,
    PaymentMethodPicker: ({ props, emit }) => <PaymentMethodPicker props={props} emit={emit} />,
    Quote: ({ props, emit }) => <Quote props={props} emit={emit} />,
    Cart: ({ props, emit }) => <Cart props={props} emit={emit} />,
    ProductList: ({ props, emit }) => <ProductList props={props} emit={emit} />,
    Map: ({ props, emit }) => <PlaceMap props={props} emit={emit} />,
    Schedule: ({ props, emit }) => <Schedule props={props} emit={emit} />,
    IdentityForm: ({ props, emit }) => <IdentityForm props={props} emit={emit} />,
    OrderStatus: ({ props }) => <OrderStatus {...props} />,
    ApprovalCard: ({ props, emit }) => <ApprovalCard props={props} emit={emit} />,
    Form: ({ props, emit }) => <Form props={props} emit={emit} />,
    Notice: ({ props }) => <Notice {...props} />,
    Chart: ({ props }) => <Chart {...props} />,
    View: ({ props, emit, children }) => (
      <View props={props} emit={emit}>
        {children}
      </View>
    ),
    Stack: ({ props, children }) => <Stack {...props}>{children}</Stack>,
    Grid: ({ props, children }) => <Grid {...props}>{children}</Grid>,
    Heading: ({ props }) => <Heading {...props} />,
    Text: ({ props }) => <Text {...props} />,
    Badge: ({ props }) => <ToneBadge {...props} />,
    Divider: () => <Divider />,
    Metric: ({ props }) => <Metric {...props} />,
    Table: ({ props }) => <DataTable {...props} />,
    Image: ({ props }) => <Picture {...props} />,
    Input: ({ props }) => <Input {...props} />,
    Button: ({ props }) => <ActionButton {...props} />,
  },
})
