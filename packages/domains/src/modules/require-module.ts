import type { ModuleName } from '@kith/db/modules';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunitySnapshot } from '../snapshot.ts';

type Has = { snapshot: Pick<CommunitySnapshot, 'modules'> };

/** Whether a community has switched a module on, and with it has its tables. */
export const hasModule = ({ snapshot }: Has, module: ModuleName): boolean =>
	snapshot.modules.includes(module);

/** Throws `module.off` where a module is not switched on: its tables are not there to be asked. */
export function requireModule(ctx: Has, module: ModuleName): void {
	if (!hasModule(ctx, module)) throw new ConflictError('module.off', { module });
}
