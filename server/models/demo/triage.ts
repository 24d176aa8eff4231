import type { DemoAnswer, Scene } from './answer.ts'

export const topics: Record<string, RegExp> = {
  billing: /\b(invoices?|bill(ed|ing)?|charged?|refunds?|payments?|paid|price|plan|subscription|receipt)\b/i,
  technical: /\b(errors?|crash(es|ed)?|bugs?|broken|password|log ?in|sign ?in|slow|install|does ?n[o']t work|not working|can ?(no|')t)\b/i,
}

/** The router of Support triage: picks a label by its words. */
export function classify(scene: Scene): DemoAnswer | undefined {
  const labels = labelsOf(scene)
  if (!labels) return undefined
  const picked = labels.find((label) => topics[label]?.test(scene.asked)) ?? labels.at(-1)
  return picked === undefined ? undefined : { text: '', object: { label: picked } }
}

function labelsOf({ outputSchema }: Scene): string[] | undefined {
  const properties = outputSchema?.properties
  const label = typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? properties.label : undefined
  const labels = typeof label === 'object' && label !== null && !Array.isArray(label) ? label.enum : undefined
  return Array.isArray(labels) ? labels.filter((entry) => typeof entry === 'string') : undefined
}

const billing: [RegExp, string][] = [
  [
    /\b(twice|double|two times)\b/i,
    'I see how that looks. A second charge is usually a hold that falls away within five working days. If it is still there after that, send me the invoice number and I will have it paid back.',
  ],
  [/\brefunds?\b/i, 'A refund goes back to the card or account you paid with, within five working days after it is approved. Which invoice is it about?'],
  [/\b(invoices?|receipt)\b/i, 'You find every invoice under **Settings → Billing → Invoices**, each with a PDF. Tell me the month if one is missing.'],
  [/\b(plan|subscription|price)\b/i, 'You can change your plan at any time under **Settings → Billing**; the difference is worked out to the day.'],
  [topics.billing as RegExp, 'I look after bills and payments. Tell me the invoice number, or what was charged and when, and I will take it from there.'],
]
const technical: [RegExp, string][] = [
  [
    /\b(password|log ?in|sign ?in)\b/i,
    'Let us get you back in. Use **Forgot password** on the sign-in page; the mail comes within two minutes, so look in the spam folder too. If it does not come, tell me which address you used.',
  ],
  [
    /\bslow\b/i,
    'Slow pages are most often an extension or an old tab. Try a private window first. If it is slow there too, tell me the page and the time, and I will look at it.',
  ],
  [
    /\b(errors?|crash(es|ed)?|bugs?)\b/i,
    'Thank you for telling us. Please give me three things: what you did, what you expected, and the text of the error. With those I can find it in the log.',
  ],
  [topics.technical as RegExp, 'I look after technical problems. Tell me what you did and what happened instead, and we will go through it step by step.'],
]

/** The two specialists of Support triage, recognised by how their instructions begin. */
export function specialists(scene: Scene): DemoAnswer | undefined {
  const known = /^You are the billing specialist/i.test(scene.instructions)
    ? billing
    : /^You are the technical specialist/i.test(scene.instructions)
      ? technical
      : undefined
  const text = known?.find(([pattern]) => pattern.test(scene.asked))?.[1]
  return text === undefined ? undefined : { text }
}
