import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';

const RoleView = z.strictObject({
	id: z.uuid(),
	key: z.string(),
	name: z.string(),
	color: z.string().nullable(),
	rank: z.int(),
	/** Whether this actor can give it to others: only roles below their own. */
	mayAssign: z.boolean(),
});

export const rolesRouter = communityRouter({
	list: communityProcedure.output(z.array(RoleView)).query(({ ctx }) => {
		ctx.authorize('enter', 'Community');
		return ctx.snapshot.roles
			.filter(({ key }) => key !== 'guest')
			.map(({ id, key, name, color, rank }) => ({
				...{ id, key, name, color, rank },
				mayAssign: ctx.grants.has('members:manage') && rank < ctx.grants.rank,
			}));
	}),
});
