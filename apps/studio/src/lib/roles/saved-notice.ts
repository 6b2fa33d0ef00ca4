import { toast } from '@kith/ui/toast';
import { m } from '#lib/paraglide/messages.js';

let shown: string | number | undefined;

/** Says that permissions are saved, with a way back from this change alone. */
export function tellSaved(undo: () => Promise<void>): void {
	shown = toast.success(m.roles_saved(), {
		action: { label: m.roles_undo(), onClick: () => void undo() },
	});
}

/** Takes the way back away that the next change would bar. */
export function forgetSaved(): void {
	if (shown !== undefined) toast.dismiss(shown);
	shown = undefined;
}
