'use client'
import { useCallback, useEffect, useState } from 'react'
import { toErrorData } from '../../server/kernel/errors.ts'
import { newId } from '../../server/kernel/ids.ts'
import { openSessionContract } from '../../server/links/contract.ts'
import { api } from '../api.ts'
import { writeDraft } from '../room/draft.ts'
import { forgetSession, identityInAddress, keepSession, keptSession, originAround, outboxFor } from './sessions.ts'

export type Door =
  | { at: 'looking' }
  /** Nothing was said yet: a session is made with the first message. */
  | { at: 'new' }
  | { at: 'in'; session: string /** Chosen before there was a session to upload them with. */; files?: readonly File[] }
  | { at: 'refused'; reason: string /** Worth another try. */; again: boolean }

/** How a guest stands with a link: finds the conversation they have, or begins one when they say something. */
export function useGuestDoor(link: string, closed: string | undefined) {
  const [door, setDoor] = useState<Door>(closed ? { at: 'refused', reason: closed, again: true } : { at: 'looking' })
  const [opening, setOpening] = useState(false)

  const look = useCallback(async () => {
    const identity = identityInAddress()
    const kept = identity === undefined ? keptSession(link) : undefined
    if (kept) return setDoor({ at: 'in', session: kept })
    try {
      const { session } = await api(openSessionContract, { link, begin: false, ...given(identity) })
      setDoor(session ? { at: 'in', session } : { at: 'new' })
    } catch (error) {
      setDoor(refusal(error))
    }
  }, [link])

  useEffect(() => {
    if (!closed) void look()
  }, [closed, look])

  /** Answers why not, when a conversation cannot be begun. */
  const begin = async (first: string, files: readonly File[] = [], draft = ''): Promise<string | undefined> => {
    const identity = identityInAddress()
    setOpening(true)
    try {
      const { session } = await api(openSessionContract, { link, begin: true, ...given(identity) })
      if (!session) return 'This chat did not begin. Try again.'
      // who is known has the same conversation anyway; what they say is nobody else's at this browser
      if (identity === undefined) keepSession(link, session)
      // said by the conversation as soon as it is there, and not lost if that takes a while
      if (first !== '') outboxFor(session).keep({ id: newId(), text: first, files: [], at: new Date().toISOString(), state: 'waiting' })
      if (draft !== '') writeDraft('guest', session.slice(0, 36), draft)
      setDoor({ at: 'in', session, files })
      return undefined
    } catch (error) {
      const { code, message } = toErrorData(error)
      if (code === 'expired' || code === 'not-signed-in' || code === 'bad-origin') setDoor(refusal(error))
      return message
    } finally {
      setOpening(false)
    }
  }

  return {
    door,
    opening,
    begin,
    /** The server lets this session in no more. */
    refuse: (reason: string, again: boolean) => setDoor({ at: 'refused', reason, again }),
    /** Leaves what was, and begins anew with the next message. */
    renew: () => {
      forgetSession(link)
      setDoor({ at: 'looking' })
      void look()
    },
    look,
  }
}

function given(identity: string | undefined) {
  const within = originAround()
  return { ...(identity === undefined ? {} : { identity }), ...(within === undefined ? {} : { within }) }
}

function refusal(error: unknown): Door {
  const { message, retry } = toErrorData(error)
  return { at: 'refused', reason: message, again: retry === 'later' }
}
