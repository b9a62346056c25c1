// Which address shows which place. Hash addresses: the same in both shells, and nothing of them reaches a server.
import type { Component } from 'vue'
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

/** The places of this version. One that is not built has no file here, and is not shown (DESIGN §5). */
const rooms = import.meta.glob<{ default: Component }>('./places/*/*.vue')

const room = (path: string, name: string, file: string): RouteRecordRaw[] => {
  const load = rooms[file]
  return load === undefined ? [] : [{ path, name, component: load, props: true }]
}

const built = [
  ...room('/accueil', 'accueil', './places/accueil/Accueil.vue'),
  ...room('/banc/:machineId?', 'banc', './places/banc/Banc.vue'),
  ...room('/machines', 'machines', './places/machines/Machines.vue'),
  ...room('/documents/:hash?', 'documents', './places/documents/Documents.vue'),
  ...room('/reglages', 'reglages', './places/reglages/Reglages.vue'),
]

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [{ path: '/', redirect: '/accueil' }, ...built, { path: '/:elsewhere(.*)*', redirect: '/accueil' }],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
