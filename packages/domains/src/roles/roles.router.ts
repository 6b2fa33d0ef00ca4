import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { arrangeRoles } from './arrange-roles.ts';
import { createRole } from './create-role.ts';
import { deleteRole } from './delete-role.ts';
import { Taken } from '../grants/index.ts';
import { exportRoles, importRoles } from './exchange-roles.ts';
import { readException } from './exception-in-space.ts';
import { explainPermission, previewRights } from './explain.ts';
import { giveRole, takeRole } from './hold-role.ts';
import { rolesInSpace } from './in-space.ts';
import { OtherwiseAsked, OtherwiseTold } from './otherwise.schema.ts';
import { otherwise } from './otherwise.ts';
import { listExceptions, roleMatrix } from './read-roles.ts';
import {
	ArrangeRoles,
	CreateRole,
	DeleteRole,
	Explain,
	Explanation,
	HoldRole,
	ImportReport,
	ImportRoles,
	ReadException,
	RoleDocument,
	RoleExceptions,
	RoleMatrix,
	RolePreview,
	RoleRef,
	RoleView,
	RolesInSpace,
	SaveRoles,
	SetMemberOverrides,
	SetOverrides,
	SpaceException,
	WhomInput,
} from './roles.schema.ts';
import { saveRoles } from './save-roles.ts';
import { setMemberOverrides, setOverrides } from './set-overrides.ts';
import { viewAs } from './view-as.ts';

export const rolesRouter = communityRouter({
	list: communityProcedure.output(z.array(RoleView)).query(({ ctx }) => {
		ctx.authorize('enter', 'Community');
		return ctx.snapshot.roles
			.filter(({ key }) => key !== 'guest')
			.map(({ id, key, name, color, rank, scope }) => {
				const mayGive = ctx.grants.has('members:manage') && rank < ctx.grants.rank;
				return {
					...{ id, key, name, color, rank, scope },
					mayAssign: mayGive && scope === 'community',
					mayAssignInSpaces: mayGive && scope === 'space',
				};
			});
	}),
	matrix: communityProcedure.output(RoleMatrix).query(({ ctx }) => roleMatrix(ctx)),
	create: communityProcedure
		.input(CreateRole)
		.output(RoleRef)
		.mutation(({ ctx, input }) => createRole(ctx, input)),
	save: communityProcedure
		.input(SaveRoles)
		.output(z.void())
		.mutation(({ ctx, input }) => saveRoles(ctx, input)),
	arrange: communityProcedure
		.input(ArrangeRoles)
		.output(z.void())
		.mutation(({ ctx, input }) => arrangeRoles(ctx, input)),
	delete: communityProcedure
		.input(DeleteRole)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteRole(ctx, input)),
	setOverrides: communityProcedure
		.input(SetOverrides)
		.output(z.void())
		.mutation(({ ctx, input }) => setOverrides(ctx, input)),
	setMemberOverrides: communityProcedure
		.input(SetMemberOverrides)
		.output(z.void())
		.mutation(({ ctx, input }) => setMemberOverrides(ctx, input)),
	exceptions: communityProcedure
		.input(z.strictObject({ scopeId: z.uuid() }))
		.output(RoleExceptions)
		.query(({ ctx, input }) => listExceptions(ctx, input)),
	otherwise: communityProcedure
		.input(OtherwiseAsked)
		.output(OtherwiseTold)
		.query(({ ctx, input }) => otherwise(ctx, input)),
	inSpace: communityProcedure
		.input(z.strictObject({ spaceId: z.uuid() }))
		.output(RolesInSpace)
		.query(({ ctx, input }) => rolesInSpace(ctx, input)),
	exception: communityProcedure
		.input(ReadException)
		.output(SpaceException)
		.query(({ ctx, input }) => readException(ctx, input)),
	give: communityProcedure
		.input(HoldRole)
		.output(z.void())
		.mutation(({ ctx, input }) => giveRole(ctx, input)),
	take: communityProcedure
		.input(HoldRole)
		.output(Taken)
		.mutation(({ ctx, input }) => takeRole(ctx, input)),
	explain: communityProcedure
		.input(Explain)
		.output(Explanation)
		.query(({ ctx, input }) => explainPermission(ctx, input)),
	preview: communityProcedure
		.input(WhomInput)
		.output(RolePreview)
		.query(({ ctx, input }) => previewRights(ctx, input.whom)),
	viewAs: communityProcedure
		.input(WhomInput)
		.output(z.strictObject({ url: z.string() }))
		.mutation(({ ctx, input }) => viewAs(ctx, input.whom)),
	export: communityProcedure.output(RoleDocument).mutation(({ ctx }) => exportRoles(ctx)),
	import: communityProcedure
		.input(ImportRoles)
		.output(ImportReport)
		.mutation(({ ctx, input }) => importRoles(ctx, input)),
});
