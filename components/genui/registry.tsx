'use client'
import { defineRegistry } from '@json-render/react'
import { ApprovalCard } from './approval-card/approval-card.tsx'
import { Balance } from './balance/balance.tsx'
import { catalog } from './catalog.ts'
import { Chart } from './chart/chart.tsx'
import { Form } from './form/form.tsx'
import { Notice } from './notice/notice.tsx'
import { TransactionList } from './transaction-list/transaction-list.tsx'
import { TransactionReceipt } from './transaction-receipt/transaction-receipt.tsx'
import { TransferConfirm } from './transfer-confirm/transfer-confirm.tsx'

/** How each component of the catalogue is drawn. */
export const { registry } = defineRegistry(catalog, {
  components: {
    Balance: ({ props }) => <Balance {...props} />,
    TransactionList: ({ props }) => <TransactionList {...props} />,
    TransactionReceipt: ({ props }) => <TransactionReceipt {...props} />,
    TransferConfirm: ({ props, emit }) => <TransferConfirm props={props} emit={emit} />,
    ApprovalCard: ({ props, emit }) => <ApprovalCard props={props} emit={emit} />,
    Form: ({ props, emit }) => <Form props={props} emit={emit} />,
    Notice: ({ props }) => <Notice {...props} />,
    Chart: ({ props }) => <Chart {...props} />,
  },
})
