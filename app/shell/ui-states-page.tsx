import { useState } from 'react';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { ButtonLink } from '~/ui/button-link';
import { Callout } from '~/ui/callout';
import { Card } from '~/ui/card';
import { CheckboxField } from '~/ui/checkbox-field';
import { CheckboxGroup } from '~/ui/checkbox-group';
import { DataTable } from '~/ui/data-table';
import { DateField } from '~/ui/date-field';
import { DefinitionList } from '~/ui/definition-list';
import { Disclosure } from '~/ui/disclosure';
import { EmptyState } from '~/ui/empty-state';
import { FormErrors } from '~/ui/form-errors';
import { NumberField } from '~/ui/number-field';
import { PageHeader } from '~/ui/page-header';
import { Pagination } from '~/ui/pagination';
import { RadioGroup } from '~/ui/radio-group';
import { SelectField } from '~/ui/select-field';
import { TextAreaField } from '~/ui/text-area-field';
import { TextField } from '~/ui/text-field';

const tones = ['neutral', 'accent', 'good', 'warn', 'bad'] as const;

/** Every component in its states, to look at and to test: for those who build the site, hence in one language. */
export function UiStatesPage() {
  return (
    <>
      <PageHeader
        title="Composants"
        lead="Chaque composant dans chacun de ses états, en clair et en sombre, à toute largeur."
        breadcrumbs={[
          { label: 'Accueil', to: '/' },
          { label: 'Développement', to: '/dev/ui' },
          { label: 'Composants' },
        ]}
        breadcrumbsLabel="Fil d’Ariane"
        status={<Badge tone="accent">Développement</Badge>}
        actions={
          <>
            <ButtonLink to="/" variant="secondary">
              Exporter
            </ButtonLink>
            <ButtonLink to="/">Publier</ButtonLink>
          </>
        }
      />
      <div className="stack-large">
        <Buttons />
        <Fields />
        <Choices />
        <Messages />
        <Tables />
        <Contents />
      </div>
    </>
  );
}

function Buttons() {
  return (
    <section className="section stack">
      <h2>Boutons</h2>
      <div className="cluster">
        <Button type="button">Principal</Button>
        <Button type="button" variant="secondary">
          Secondaire
        </Button>
        <Button type="button" variant="quiet">
          Discret
        </Button>
        <Button type="button" variant="danger">
          Retirer
        </Button>
        <Button type="button" disabled>
          Indisponible
        </Button>
        <ButtonLink to="/" variant="secondary">
          Un lien
        </ButtonLink>
      </div>
    </section>
  );
}

function Fields() {
  const [summary, setSummary] = useState(false);
  const faults = [
    {
      name: 'siren',
      label: 'SIREN',
      messages: ['La clé de contrôle est fausse : vérifiez les neuf chiffres.'],
    },
    { name: 'quantity', label: 'Quantité', messages: ['Entre 1 et 1 000 000 pièces.'] },
  ];
  return (
    <section className="section stack">
      <h2>Champs</h2>
      <div className="switcher">
        <div className="stack form">
          <TextField name="title" label="Intitulé" hint="Ce qu’on en dirait au téléphone." required />
          <SelectField
            name="family"
            label="Famille"
            defaultValue="CAD"
            options={[
              { value: 'CAD', label: 'Cadrans' },
              {
                label: 'Habillage',
                options: [
                  { value: 'BOI', label: 'Boîtiers' },
                  { value: 'VER', label: 'Verres' },
                ],
              },
            ]}
          />
          <NumberField name="diameter" label="Diamètre" unit="mm" step={0.01} min={0} defaultValue={38.5} />
          <DateField name="neededBy" label="Livraison souhaitée" />
          <TextAreaField name="description" label="Description" hint="Matière, finition, tolérances." />
          <TextField name="locked" label="Non modifiable" defaultValue="Maison Vauthrin" readOnly />
        </div>
        <div className="stack form">
          {summary ? <FormErrors title="Deux champs sont à revoir" errors={faults} /> : null}
          <TextField name="siren" label="SIREN" defaultValue="123456789" errors={faults[0]?.messages} />
          <NumberField
            name="quantity"
            label="Quantité"
            unit="pièces"
            defaultValue={0}
            errors={faults[1]?.messages}
          />
          <SelectField
            name="role"
            label="Rôle"
            options={[{ value: '', label: '…' }]}
            errors={['Choisissez un rôle.']}
          />
          <TextAreaField name="note" label="Note" errors={['5 000 caractères au plus.']} />
          <Button type="button" variant="secondary" onClick={() => setSummary(true)}>
            Montrer le résumé des erreurs
          </Button>
        </div>
      </div>
    </section>
  );
}

function Choices() {
  const options = [
    { value: 'CAD', label: 'Cadrans', detail: 22 },
    { value: 'BOI', label: 'Boîtiers', detail: 37 },
    {
      value: 'AIG',
      label: 'Aiguilles, y compris les aiguilles de compteur et de seconde au centre',
      detail: 12,
    },
    { value: 'X', label: 'Indisponible', detail: 0, disabled: true },
  ];
  return (
    <section className="section stack">
      <h2>Choix</h2>
      <div className="grid">
        <CheckboxGroup name="families" legend="Familles" options={options} defaultValues={['BOI']} />
        <CheckboxGroup
          name="more"
          legend="Familles"
          options={options}
          errors={['Choisissez au moins une famille.']}
        />
        <RadioGroup
          name="fallback"
          legend="Si le seuil n’est pas atteint"
          hint="Vous pourrez changer d’avis jusqu’à la clôture."
          options={[
            { value: 'cancel', label: 'Annuler' },
            { value: 'alone', label: 'Acheter seul' },
          ]}
          defaultValue="cancel"
          required
        />
        <CheckboxField
          name="charter"
          label="J’accepte la charte des achats groupés"
          hint="Elle dit ce que chacun voit."
          required
        />
        <CheckboxField
          name="charter2"
          label="J’accepte la charte"
          errors={['Sans elle, on ne peut pas participer.']}
        />
      </div>
    </section>
  );
}

function Messages() {
  return (
    <section className="section stack">
      <h2>Messages</h2>
      <div className="cluster">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </div>
      {tones.map((tone) => (
        <Callout key={tone} tone={tone} title="La recherche répond depuis la base">
          <p>
            Le moteur de recherche est arrêté : les résultats sont complets, mais moins tolérants aux fautes.
          </p>
        </Callout>
      ))}
      <EmptyState
        title="Aucun besoin pour l’instant"
        action={<ButtonLink to="/">Publier un besoin</ButtonLink>}
      >
        <p>
          Décrivez une pièce : les fabricants qui conviennent vous seront proposés aussitôt, avec leurs
          raisons.
        </p>
      </EmptyState>
    </section>
  );
}

function Tables() {
  const rows = [
    { ref: 'gp-001', title: 'Mouvements automatiques 11½‴', quantity: '12 000', price: '118,40 €' },
    { ref: 'gp-002', title: 'Écrins carton, carcasse commune', quantity: '3 500', price: '6,20 €' },
  ];
  return (
    <section className="section stack">
      <h2>Tableaux</h2>
      <DataTable
        caption="Achats groupés ouverts"
        rows={rows}
        rowKey={(row) => row.ref}
        columns={[
          { key: 'title', header: 'Objet', render: (row) => row.title },
          { key: 'state', header: 'État', render: () => <Badge tone="good">Ouvert</Badge> },
          { key: 'quantity', header: 'Quantité', align: 'end', render: (row) => row.quantity },
          { key: 'price', header: 'Prix', align: 'end', render: (row) => row.price },
        ]}
        footer={['Total', null, '15 500', null]}
      />
      <DefinitionList
        items={[
          { term: 'Diamètre', description: 'de 20 à 38 mm' },
          { term: 'Délai de série', description: '70 jours' },
        ]}
      />
      <Pagination
        page={6}
        pageCount={20}
        hrefFor={(page) => `/dev/ui?page=${page}`}
        labels={{ nav: 'Pages', previous: 'Précédente', next: 'Suivante', page: (n) => `Page ${n}` }}
      />
    </section>
  );
}

function Contents() {
  return (
    <section className="section stack">
      <h2>Contenus</h2>
      <div className="grid">
        {['Les Cadraniers du Dessoubre', 'Solavigne Cadrans', 'Atelier du Saut'].map((name) => (
          <Card key={name} title={name} footer="Maîche (25) · 46 personnes">
            <p>Cadrans soleillés galvaniques, de la plaque au cadran fini.</p>
          </Card>
        ))}
      </div>
      <div>
        <Disclosure summary="Pourquoi ce fabricant ?">
          <p>Il travaille le laiton, tient 0,4 mm d’épaisseur et livre en 70 jours.</p>
        </Disclosure>
        <Disclosure summary="Ce qu’on ignore" open>
          <p>Sa capacité au mois de juin.</p>
        </Disclosure>
      </div>
    </section>
  );
}
