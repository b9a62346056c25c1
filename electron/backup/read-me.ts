// What lies beside the backups on a medium, for whoever finds it.

export const readMe = `Sauvegardes d’Établi
====================

Ce dossier contient les sauvegardes d’un ou de plusieurs postes Établi.
Ne changez rien à son contenu : Établi vérifie chaque fichier avant de le reprendre.

Pour reprendre une sauvegarde : installez Établi sur un ordinateur, ouvrez-le,
choisissez « Reprendre une sauvegarde » au premier écran, puis ce support.

La clé du poste et les noms n’y sont que chiffrés, sous la phrase de passe
choisie lors de la sauvegarde.

----

These are the backups of one or more Établi stations. Change nothing here.
To restore: open Établi on a new computer and choose “Restore a backup”.
`
