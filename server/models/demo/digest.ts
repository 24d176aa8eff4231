import type { DemoAnswer, Scene } from './answer.ts'

type Topic = { about: RegExp; benefits: string; risks: string; effort: string; summary: string; scores: [benefits: number, risks: number, effort: number] }

const topics: Topic[] = [
  {
    about: /\bfour[- ]day (work(ing)? )?week\b/i,
    benefits: 'People rest more and stay longer; in most trials output held steady because meetings shrank first.',
    risks: 'Support hours thin out, and five days of work squeezed into four tires people more than it frees them.',
    effort: 'A trial of three months needs agreed measures, a rota for service hours, and one person who owns it.',
    summary:
      '**A four-day week** is worth a trial rather than a decision. The gain is in rest and retention, and it holds where meetings are cut first. The danger is squeezing the same load into fewer days. Start with one team, three months, and measures agreed beforehand.',
    scores: [8, 5, 6],
  },
  {
    about: /\bheat ?pumps?\b/i,
    benefits: 'One unit of electricity moves three to four units of heat, so running costs and emissions fall together.',
    risks: 'In a badly insulated house it must run hot, and its efficiency falls just when the most heat is needed.',
    effort: 'Survey, wider radiators in a few rooms, and a day or two without heating; subsidies need papers in advance.',
    summary:
      '**A heat pump** pays where the house keeps its warmth. Insulation and a few larger radiators come first, the pump second. Have the flow temperature measured on a cold day: below 55 °C it is a clear yes.',
    scores: [8, 4, 7],
  },
]

/** Research digest: three angles, their summary and their scores, for the topics that the template suggests. */
export function digest(scene: Scene): DemoAnswer | undefined {
  const topic = topics.find(({ about }) => about.test(scene.asked))
  const scoring = /^You score a digest/i.test(scene.instructions)
  if (!topic) return scoring ? { text: '', object: { points: [] } } : undefined
  if (scoring) {
    const [benefits, risks, effort] = topic.scores
    return {
      text: '',
      object: {
        points: [
          { label: 'Benefits', value: benefits },
          { label: 'Risks', value: risks },
          { label: 'Effort', value: effort },
        ],
      },
    }
  }
  const angle = /^You research one angle: (benefits|risks|effort)/i.exec(scene.instructions)?.[1]?.toLowerCase()
  if (angle === 'benefits' || angle === 'risks' || angle === 'effort') return { text: topic[angle] }
  return /^You write a digest/i.test(scene.instructions) ? { text: topic.summary } : undefined
}
