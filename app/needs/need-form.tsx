import { Form, useNavigation } from '@remix-run/react';
import type { RejectedForm } from '~/http/forms.server';
import { formatNumber } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { needMessages } from '~/i18n/messages/needs';
import { ActingFor } from '~/shell/acting-for';
import type { LeafKind } from '~/taxonomy/taxonomy';
import { Button } from '~/ui/button';
import { CheckboxGroup } from '~/ui/checkbox-group';
import { DateField } from '~/ui/date-field';
import { FormErrors } from '~/ui/form-errors';
import { RadioGroup } from '~/ui/radio-group';
import { SelectField } from '~/ui/select-field';
import { TextAreaField } from '~/ui/text-area-field';
import { TextField } from '~/ui/text-field';
import type { NeedDraftContent } from './need';
import type { NeedFormFields, SpecField as SpecFieldFacts } from './need-form-fields';

interface NeedFormProps {
  fields: NeedFormFields;
  content: NeedDraftContent;
  errors: RejectedForm['errors'];
  operationId: string;
  draftAction: string;
  publishAction: string;
}

/** What each field of the form shares: what was typed, what is wrong with it. */
function useFieldState(props: Pick<NeedFormProps, 'content' | 'errors'>) {
  const words: Record<string, unknown> = useMessages(needMessages);
  const sentence = (code: string) => (typeof words[code] === 'string' ? words[code] : code);
  return (name: string) => ({
    name,
    defaultValue: props.content[name]?.[0] ?? '',
    errors: props.errors[name]?.map(sentence),
  });
}

/** The form of one family: what a maker of that family would ask. Saves and publishes without JavaScript. */
export function NeedForm(props: NeedFormProps) {
  const words = useMessages(needMessages);
  const field = useFieldState(props);
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" action={props.publishAction} className="stack-large" noValidate>
      <NeedFormErrors {...props} />
      <ActingFor />
      <input type="hidden" name="operationId" value={props.operationId} />
      <input type="hidden" name="family" value={props.fields.family} />
      <section className="stack" aria-labelledby="need-what">
        <h2 id="need-what">{words.whatSection}</h2>
        <TextField {...field('title')} label={words.fieldTitle} hint={words.fieldTitleHint} required />
        <TextAreaField
          {...field('description')}
          label={words.description}
          hint={words.descriptionHint}
          rows={5}
        />
        <LeafChoices {...props} />
      </section>
      <SpecFields {...props} />
      <section className="stack" aria-labelledby="need-quantities">
        <h2 id="need-quantities">{words.quantitiesSection}</h2>
        <div className="switcher">
          <TextField
            {...field('prototypeQuantity')}
            label={words.prototypeQuantity}
            unit={words.pieces}
            inputMode="numeric"
          />
          <TextField
            {...field('seriesQuantity')}
            label={words.seriesQuantity}
            unit={words.pieces}
            inputMode="numeric"
          />
          <TextField
            {...field('annualQuantity')}
            label={words.annualQuantity}
            unit={words.pieces}
            inputMode="numeric"
          />
        </div>
        <DateField {...field('neededBy')} label={words.neededBy} />
      </section>
      <Conditions {...props} />
      <div className="cluster">
        <Button type="submit" variant="primary" disabled={busy}>
          {words.publish}
        </Button>
        <Button
          type="submit"
          variant="secondary"
          formAction={props.draftAction}
          formNoValidate
          disabled={busy}
        >
          {words.saveDraft}
        </Button>
      </div>
    </Form>
  );
}

function NeedFormErrors(props: NeedFormProps) {
  const words = useMessages(needMessages);
  const field = useFieldState(props);
  const labels: Record<string, string> = {
    title: words.fieldTitle,
    description: words.description,
    leaves: words.leaves,
    family: words.family,
    prototypeQuantity: words.prototypeQuantity,
    seriesQuantity: words.seriesQuantity,
    annualQuantity: words.annualQuantity,
    neededBy: words.neededBy,
    targetUnitPrice: words.targetUnitPrice,
    frenchOriginMinPct: words.frenchOriginMinPct,
    standards: words.standards,
    visibility: words.visibility,
    ...Object.fromEntries(props.fields.specFields.map((field) => [`specs.${field.key}`, field.label])),
  };
  return (
    <FormErrors
      title={words.errorsTitle}
      errors={Object.keys(props.errors).map((name) => ({
        name: labels[name] === undefined ? '' : name,
        label: labels[name] ?? '',
        messages: field(name).errors ?? [],
      }))}
    />
  );
}

function LeafChoices(props: NeedFormProps) {
  const words = useMessages(needMessages);
  const legends: Record<LeafKind, string> = {
    component: words.components,
    process: words.processes,
    material: words.materials,
    finish: words.finishes,
    service: words.services,
  };
  const { errors } = useFieldState(props)('leaves');
  return (
    <>
      {props.fields.leafGroups.map(({ kind, options }, position) => (
        <CheckboxGroup
          key={kind}
          name="leaves"
          id={position === 0 ? undefined : `leaves-${kind}`}
          legend={legends[kind]}
          options={options}
          defaultValues={props.content['leaves'] ?? []}
          errors={position === 0 ? errors : undefined}
        />
      ))}
    </>
  );
}

function SpecFields(props: NeedFormProps) {
  const words = useMessages(needMessages);
  const { specFields } = props.fields;
  if (specFields.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="need-specs">
      <h2 id="need-specs">{words.specsSection}</h2>
      <p className="muted">{words.specsHint}</p>
      <div className="grid">
        {specFields.map((spec) => (
          <SpecField key={spec.key} spec={spec} {...props} />
        ))}
      </div>
    </section>
  );
}

function SpecField(props: NeedFormProps & { spec: SpecFieldFacts }) {
  const words = useMessages(needMessages);
  const locale = useLocale();
  const { label, type, values, typical, unit } = props.spec;
  const field = useFieldState(props)(`specs.${props.spec.key}`);
  const any = { value: '', label: words.any };
  if (type === 'boolean')
    return (
      <SelectField
        {...field}
        label={label}
        options={[any, { value: 'true', label: words.yes }, { value: 'false', label: words.no }]}
      />
    );
  if (values)
    return (
      <SelectField
        {...field}
        label={label}
        options={[any, ...values.map((value) => ({ value, label: value }))]}
      />
    );
  const hint =
    type === 'range' && typical
      ? words.rangeHint(formatNumber(typical.min, locale), formatNumber(typical.max, locale))
      : undefined;
  return (
    <TextField
      {...field}
      label={label}
      unit={unit ?? undefined}
      hint={hint}
      inputMode={type === 'enum' ? 'text' : 'decimal'}
    />
  );
}

function Conditions(props: NeedFormProps) {
  const words = useMessages(needMessages);
  const field = useFieldState(props);
  const { defaultValue, ...visibility } = field('visibility');
  return (
    <section className="stack" aria-labelledby="need-conditions">
      <h2 id="need-conditions">{words.conditionsSection}</h2>
      <div className="switcher">
        <TextField
          {...field('targetUnitPrice')}
          label={words.targetUnitPrice}
          hint={words.targetUnitPriceHint}
          unit="€"
          inputMode="decimal"
        />
        <TextField
          {...field('frenchOriginMinPct')}
          label={words.frenchOriginMinPct}
          unit="%"
          inputMode="decimal"
        />
      </div>
      <TextField {...field('standards')} label={words.standards} hint={words.standardsHint} />
      <RadioGroup
        {...visibility}
        legend={words.visibility}
        required
        defaultValue={defaultValue || 'matched'}
        options={[
          { value: 'matched', label: words.visibilityMatched },
          { value: 'public', label: words.visibilityPublic },
          { value: 'anonymous', label: words.visibilityAnonymous },
        ]}
      />
    </section>
  );
}
