// Which address shows which place. Hash addresses: the same in both shells, and nothing of them reaches a server.
import type { Component } from 'vue'
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

/** The places of this version. One that is not built has no file here, and is not shown (DESIGN §5). */
const rooms = import.meta.glob<{ default: Component }>([
  './places/accueil/Accueil.vue',
  './places/banc/Banc.vue',
  './places/machines/Machines.vue',
  './places/documents/Documents.vue',
  './places/papier/MachineLabel.vue',
  './places/reglages/Reglages.vue',
])

const room = (path: string, name: string, file: string): RouteRecordRaw[] => {
  const load = rooms[file]
  return load === undefined ? [] : [{ path, name, component: load, props: true }]
}

const built = [
  ...room('/accueil', 'accueil', './places/accueil/Accueil.vue'),
  ...room('/banc/:machineId?', 'banc', './places/banc/Banc.vue'),
  ...room('/machines', 'machines', './places/machines/Machines.vue'),
  ...room('/documents/:hash?', 'documents', './places/documents/Documents.vue'),
  ...room('/papier/etiquette/:machineId', 'label-paper', './places/papier/MachineLabel.vue'),
  ...room('/reglages', 'reglages', './places/reglages/Reglages.vue'),
]

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [{ path: '/', redirect: '/accueil' }, ...built, { path: '/:elsewhere(.*)*', redirect: '/accueil' }],
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash === '' ? { top: 0 } : { el: to.hash, top: 16 }),
})
