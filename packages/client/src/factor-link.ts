import type { TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { tap } from '@trpc/server/observable';
import { SECOND_FACTOR_NEEDED, tellOfFactor } from './second-factor.ts';

/** Tells the page of every change that only a second factor was missing for, whoever made the call. */
export const tellingOfFactor =
	<Api extends AnyRouter>(): TRPCLink<Api> =>
	() =>
	({ op, next }) =>
		next(op).pipe(
			tap({
				error({ data }) {
					const { code } = (data ?? {}) as { code?: unknown };
					if (op.type === 'mutation' && code === SECOND_FACTOR_NEEDED) tellOfFactor();
				},
			}),
		);
