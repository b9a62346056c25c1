// What smartctl before version 7.0 prints of a disk that never was, in its form and with its column widths.
export const OLD_SMARTCTL_BANNER = `smartctl 6.6 2017-11-05 r4594 [x86_64-linux-4.19.0] (local build)
Copyright (C) 2002-17, Bruce Allen, Christian Franke, www.smartmontools.org
`

export const OLD_SMARTCTL_OF_A_WORN_DISK = `${OLD_SMARTCTL_BANNER}
=== START OF INFORMATION SECTION ===
Model Family:     Demonstration
Device Model:     DEMO DESKSTAR 500
Serial Number:    DEMO-0042
LU WWN Device Id: 5 000cca 0a1b2c3d4
Firmware Version: DM01
User Capacity:    500,107,862,016 bytes [500 GB]
Sector Sizes:     512 bytes logical, 4096 bytes physical
Rotation Rate:    7200 rpm
ATA Version is:   ATA8-ACS T13/1699-D revision 4
SATA Version is:  SATA 3.0, 6.0 Gb/s (current: 6.0 Gb/s)
SMART support is: Available - device has SMART capability.
SMART support is: Enabled

=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: PASSED

SMART Attributes Data Structure revision number: 16
Vendor Specific SMART Attributes with Thresholds:
ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
  1 Raw_Read_Error_Rate     0x000b   100   100   016    Pre-fail  Always       -       0
  5 Reallocated_Sector_Ct   0x0033   100   100   005    Pre-fail  Always       -       8
  9 Power_On_Hours          0x0012   097   097   000    Old_age   Always       -       23456
 12 Power_Cycle_Count       0x0032   100   100   000    Old_age   Always       -       1204
190 Airflow_Temperature_Cel 0x0022   069   040   045    Old_age   Always   In_the_past 31 (Min/Max 21/44)
194 Temperature_Celsius     0x0002   193   193   000    Old_age   Always       -       31 (Min/Max 14/48)
197 Current_Pending_Sector  0x0022   100   100   000    Old_age   Always       -       3
198 Offline_Uncorrectable   0x0008   100   100   000    Old_age   Offline      -       0

SMART Error Log Version: 1
No Errors Logged
`
