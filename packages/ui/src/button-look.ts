export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

// Whole names: the stylesheet is made from the names that stand in the sources.
const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
	primary: 'button-primary',
	secondary: 'button-secondary',
	ghost: 'button-ghost',
	danger: 'button-danger',
};

const SIZES: Readonly<Record<ButtonSize, string>> = {
	sm: 'control-sm px-2.5 text-sm',
	md: 'control-md px-3.5 text-sm',
	lg: 'control-lg px-5 text-base',
};

/** The classes that every kind of button wears. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize): string[] {
	return ['button', VARIANTS[variant], SIZES[size]];
}
