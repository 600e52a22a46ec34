/** The id of a field's control, so that an error summary can point at it. Names may be paths (`demand[1].quantity`). */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^\w-]+/g, '-')}`;
}
