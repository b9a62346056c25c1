#!/bin/dash
# Letters as large as the screen allows with 80 columns and 25 lines, a French keyboard, digits on the keypad.
font=16
if [ -r /sys/class/graphics/fb0/virtual_size ]; then
  IFS=, read -r width height < /sys/class/graphics/fb0/virtual_size
  for each in 24 32; do
    [ "$width" -ge $((each / 2 * 80)) ] && [ "$height" -ge $((each * 25)) ] && font=$each
  done
fi
for tty in 1 2; do
  setfont -C /dev/tty$tty "/usr/lib/etabli/$font.psf" 2> /dev/null
  setleds -D +num < /dev/tty$tty
done
loadkeys -q fr-latin9 > /dev/null 2>&1
