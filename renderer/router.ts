// Which address shows which place. Hash addresses: the same in both shells, and nothing of them reaches a server.
import { createRouter, createWebHashHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/accueil' },
    { path: '/accueil', name: 'accueil', component: () => import('./places/accueil/Accueil.vue') },
    { path: '/banc/:machineId?', name: 'banc', component: () => import('./places/banc/Banc.vue'), props: true },
    {
      path: '/machines',
      name: 'machines',
      redirect: { name: 'machine-list' },
      children: [
        { path: 'liste', name: 'machine-list', component: () => import('./places/machines/Machines.vue') },
        {
          path: ':machineId',
          name: 'machine',
          component: () => import('./places/machines/MachinePage.vue'),
          props: true,
        },
      ],
    },
    {
      path: '/papier/passeport/:machineId',
      name: 'passport-paper',
      component: () => import('./places/papier/PassportSheet.vue'),
      props: true,
    },
    {
      path: '/documents/:hash?',
      name: 'documents',
      component: () => import('./places/documents/Documents.vue'),
      props: true,
    },
    {
      path: '/papier/etiquette/:machineId',
      name: 'label-paper',
      component: () => import('./places/papier/MachineLabel.vue'),
      props: true,
    },
    { path: '/preuves', name: 'preuves', component: () => import('./places/preuves/Preuves.vue') },
    {
      path: '/disques',
      name: 'disques-liste',
      component: () => import('./places/disques/LooseDiskList.vue'),
    },
    {
      path: '/disques/:looseDiskId',
      name: 'disques',
      component: () => import('./places/disques/LooseDiskPlace.vue'),
      props: true,
    },
    {
      path: '/demantelement',
      name: 'demantelement',
      component: () => import('./places/demantelement/Demantelement.vue'),
      redirect: { name: 'arrivages' },
      children: [
        {
          path: 'arrivages',
          name: 'arrivages',
          component: () => import('./places/demantelement/arrivages/IntakeList.vue'),
        },
        {
          path: 'arrivages/:intakeId',
          name: 'arrivage',
          component: () => import('./places/demantelement/arrivages/IntakeView.vue'),
          props: true,
        },
        {
          path: 'arrivages/:intakeId/reception',
          name: 'reception',
          component: () => import('./places/demantelement/reception/Reception.vue'),
          props: true,
        },
        {
          path: 'a-demanteler',
          name: 'a-demanteler',
          component: () => import('./places/demantelement/a-demanteler/ToDismantle.vue'),
        },
        {
          path: 'fiches',
          name: 'fiches',
          component: () => import('./places/demantelement/fiches/SheetList.vue'),
        },
        {
          path: 'fiches/:machineId',
          name: 'fiche',
          component: () => import('./places/demantelement/fiches/Fiche.vue'),
          props: true,
        },
        {
          path: 'totaux',
          name: 'totaux',
          component: () => import('./places/demantelement/totaux/Totals.vue'),
        },
        {
          path: 'codes',
          name: 'codes-dechets',
          component: () => import('./places/demantelement/codes/WasteCodes.vue'),
        },
      ],
    },
    {
      path: '/papier/fiches',
      name: 'sheets-paper',
      component: () => import('./places/papier/SheetsPaper.vue'),
    },
    {
      path: '/papier/totaux',
      name: 'totals-paper',
      component: () => import('./places/papier/TotalsSheet.vue'),
    },
    {
      path: '/papier/cartes',
      name: 'command-cards-paper',
      component: () => import('./places/papier/CommandCards.vue'),
    },
    {
      path: '/papier/arrivage/:intakeId',
      name: 'intake-paper',
      component: () => import('./places/papier/IntakeSheet.vue'),
      props: true,
    },
    {
      path: '/pieces',
      name: 'pieces',
      redirect: ({ query }) => ({ name: 'stock', query }),
      children: [
        { path: 'stock', name: 'stock', component: () => import('./places/pieces/Pieces.vue') },
        { path: ':partId', name: 'piece', component: () => import('./places/pieces/PartPage.vue'), props: true },
        {
          path: 'sortir/:machineId',
          name: 'take-out-part',
          component: () => import('./places/pieces/TakeOutPage.vue'),
          props: true,
        },
      ],
    },
    {
      path: '/papier/piece/:partId',
      name: 'part-label',
      component: () => import('./places/papier/PartLabel.vue'),
      props: true,
    },
    {
      path: '/echanges',
      name: 'echanges',
      component: () => import('./places/echanges/Echanges.vue'),
      redirect: { name: 'envoyer-lot' },
      children: [
        {
          path: 'envoyer',
          name: 'envoyer-lot',
          component: () => import('./places/echanges/envoyer/SendBatch.vue'),
        },
        {
          path: 'envoyer/:manifest',
          name: 'lot',
          component: () => import('./places/echanges/envoyer/BatchPage.vue'),
          props: true,
        },
        {
          path: 'recevoir',
          name: 'recevoir-lot',
          component: () => import('./places/echanges/recevoir/ReceiveBatch.vue'),
        },
        {
          path: 'transferts',
          name: 'transferts',
          component: () => import('./places/echanges/transferts/Transfers.vue'),
        },
        {
          path: 'transferts/depart',
          name: 'transfert',
          component: () => import('./places/echanges/transferts/Departure.vue'),
        },
        {
          path: 'transferts/:hash/reception',
          name: 'transfert-recu',
          component: () => import('./places/echanges/transferts/Arrival.vue'),
          props: true,
        },
        {
          path: 'postes',
          name: 'postes',
          component: () => import('./places/echanges/postes/Stations.vue'),
        },
        {
          path: 'envois',
          name: 'envois',
          component: () => import('./places/echanges/envois/Outbox.vue'),
        },
        {
          path: 'envois/:targetId',
          name: 'envoi',
          component: () => import('./places/echanges/envois/TargetRows.vue'),
          props: true,
        },
      ],
    },
    {
      path: '/remises',
      name: 'remises',
      component: () => import('./places/remises/Remises.vue'),
      redirect: { name: 'chez-qui' },
      children: [
        {
          path: 'chez-qui',
          name: 'chez-qui',
          component: () => import('./places/remises/chez-qui/HandoverList.vue'),
        },
        {
          path: 'bon/:hash',
          name: 'remise',
          component: () => import('./places/remises/chez-qui/HandoverPage.vue'),
          props: true,
        },
        {
          path: 'remettre',
          name: 'remettre',
          component: () => import('./places/remises/remettre/HandOver.vue'),
        },
        {
          path: 'remettre/:machineId',
          name: 'remettre-machine',
          component: () => import('./places/remises/remettre/HandOverMachine.vue'),
          props: true,
        },
        {
          path: 'contributions',
          name: 'contributions',
          component: () => import('./places/remises/contributions/Contributions.vue'),
        },
        {
          path: 'totaux',
          name: 'remises-totaux',
          component: () => import('./places/remises/totaux/HandoverTotals.vue'),
        },
      ],
    },
    {
      path: '/papier/remises',
      name: 'handover-totals-paper',
      component: () => import('./places/papier/HandoverTotalsSheet.vue'),
    },
    { path: '/reglages', name: 'reglages', component: () => import('./places/reglages/Reglages.vue') },
    { path: '/aide/:topic?', name: 'aide', component: () => import('./help/HelpPage.vue'), props: true },
    // Full screen, without the frame: the rail has nothing for a person in the simplified mode.
    {
      path: '/simplifie',
      name: 'simplifie',
      component: () => import('./places/simplifie/ChooseMachine.vue'),
      meta: { simplified: true },
    },
    {
      path: '/simplifie/:machineId',
      name: 'simplifie-machine',
      component: () => import('./places/simplifie/WorkOnMachine.vue'),
      props: true,
      meta: { simplified: true },
    },
    { path: '/:elsewhere(.*)*', redirect: '/accueil' },
  ],
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash === '' ? { top: 0 } : { el: to.hash, top: 16 }),
})
