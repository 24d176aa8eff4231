'use client'
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Contract } from '../../server/kernel/contract.ts'
import { api } from '../api.ts'

export type DataOptions = {
  enabled?: boolean
  /** Asks again this often while the page is in view, in milliseconds. */
  every?: number | false
}

/** Reads an endpoint by its contract and keeps the answer under `[contract.id, input]`. */
export function useData<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
  options: DataOptions = {},
): UseQueryResult<z.output<O>> {
  return useQuery({
    queryKey: [contract.id, input],
    queryFn: ({ signal }) => api(contract, input, signal),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
  })
}

export type ActionOptions<O> = {
  /** Contracts whose answers this command makes stale. */
  refresh?: Contract[]
  onDone?: (result: O) => void
  /** The form shows the error itself; no toast. */
  quiet?: boolean
}

/** Sends a command by its contract. */
export function useAction<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  { refresh = [], onDone, quiet = false }: ActionOptions<z.output<O>> = {},
): UseMutationResult<z.output<O>, Error, z.input<I>> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: z.input<I>) => api(contract, input),
    meta: { quiet },
    async onSuccess(result) {
      await Promise.all(refresh.map(({ id }) => client.invalidateQueries({ queryKey: [id] })))
      onDone?.(result)
    },
  })
}
